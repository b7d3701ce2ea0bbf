-- Forget what these articles were found to be as newcomers; but for what they were found to be beside an
-- article whose text was let go since: it could not be found again.
DELETE FROM copy_verdicts
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
  AND (known_id IS NULL OR known_id NOT IN (
    SELECT a.id
    FROM articles AS a
    ANTI JOIN bodies AS b ON b.article_id = a.id
    WHERE a.fetched_at < (SELECT max(before) FROM text_retention)))
