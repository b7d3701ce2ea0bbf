-- Forget the imprints of these articles.
DELETE FROM imprints
WHERE article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
