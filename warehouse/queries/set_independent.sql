-- How many independent reports and common sources have these stories?
UPDATE stories
SET independent = counted.independent, common_sources = counted.common_sources
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"story_id":"BIGINT","independent":"INTEGER","common_sources":"INTEGER"}]'),
        recursive := true)
) AS counted
WHERE stories.id = counted.story_id
