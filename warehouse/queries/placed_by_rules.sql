-- Whose stories do these articles tell, but for those that a person placed there?
SELECT story_id
FROM story_articles
WHERE NOT pinned AND article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
