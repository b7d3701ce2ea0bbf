-- Which articles were found to be taken from this seed, or to share a passage with it?
SELECT DISTINCT article_id
FROM copy_verdicts
WHERE seed_id = $id
