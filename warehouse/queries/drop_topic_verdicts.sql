-- Forget what the topics said of these articles.
DELETE FROM topic_verdicts
WHERE article_id BETWEEN $first AND $last
  AND article_id IN (SELECT unnest($ids::BIGINT[]))
