-- Which stories did a person part from these, or join with them?
SELECT story_id, other_id, kind, decided_at, true AS kept
FROM story_judgements
WHERE story_id IN (SELECT unnest($ids::BIGINT[]))
UNION ALL
SELECT other_id, story_id, kind, decided_at, false
FROM story_judgements
WHERE other_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY story_id, decided_at
