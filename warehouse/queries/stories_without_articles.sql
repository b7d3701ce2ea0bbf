-- Which of these stories tell nothing any more?
SELECT asked.story_id
FROM (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')) AS story_id) AS asked
ANTI JOIN story_articles USING (story_id)
