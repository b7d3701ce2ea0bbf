-- How much is stored, and what waits?
SELECT
    (SELECT count(*) FROM store.articles) AS articles,
    (SELECT count(DISTINCT article_id) FROM store.topic_verdicts WHERE relevant) AS relevant,
    (SELECT count(*) FROM store.copy_groups WHERE standing = 'copy') AS copies,
    (SELECT count(*) FROM store.stories WHERE merged_into IS NULL AND articles > 0) AS stories,
    (SELECT count(*) FROM store.leads WHERE closed_at IS NULL) AS open_leads,
    (SELECT count(*) FROM store.digests WHERE state = 'made') AS digests_waiting
