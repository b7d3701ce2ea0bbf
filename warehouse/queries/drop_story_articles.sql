-- Forget which story these articles tell: it is decided anew.
DELETE FROM story_articles
WHERE NOT pinned AND article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
