-- Forget where the articles of these stories come from.
DELETE FROM story_origins
WHERE story_id IN (SELECT unnest($ids::BIGINT[]))
