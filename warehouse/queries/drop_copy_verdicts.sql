-- Forget what these articles were found to be as newcomers.
DELETE FROM copy_verdicts
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
