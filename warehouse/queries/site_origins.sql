-- Where do these stories come from: which reports are independent, on what do the others stand?
SELECT origin.story_id, origin.what, coalesce(outlets.name, nullif(origin.outlet, ''), origin.seed_id) AS outlet, origin.time,
    origin.article_id, origin.seed_id, origin.article_ids, origin.outlets, coalesce(origin.why, '') AS why
FROM story_origins AS origin LEFT JOIN outlets ON outlets.id = origin.outlet
WHERE origin.story_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY origin.story_id, origin.place
