-- Which articles tell these stories?
SELECT story_id, list(article_id ORDER BY article_id)
FROM story_articles
WHERE story_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
GROUP BY story_id
