-- Which stories do these articles tell?
SELECT article_id, story_id
FROM story_articles
WHERE article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
