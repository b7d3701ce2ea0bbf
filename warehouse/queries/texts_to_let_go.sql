-- Which articles fetched before that lose their texts? Those that a person judged keep them: `judge --export` gives the pairs.
CREATE OR REPLACE TEMP TABLE letting_go AS
SELECT a.id
FROM articles AS a
SEMI JOIN (SELECT DISTINCT article_id FROM bodies) AS b ON b.article_id = a.id
ANTI JOIN (SELECT article_id FROM judgements UNION SELECT original_id FROM judgements WHERE original_id IS NOT NULL) AS j
    ON j.article_id = a.id
WHERE a.fetched_at < $before::TIMESTAMPTZ
