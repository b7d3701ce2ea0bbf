-- Forget what these articles say about openness.
DELETE FROM openness
WHERE article_id BETWEEN $first AND $last
  AND article_id IN (SELECT unnest($ids::BIGINT[]))
