-- Forget which names these articles hold.
DELETE FROM mentions
WHERE article_id BETWEEN $first AND $last
  AND article_id IN (SELECT unnest($ids::BIGINT[]))
