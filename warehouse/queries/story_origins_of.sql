-- Where do this story's articles come from, in order of time?
SELECT origin.what, coalesce(outlets.name, nullif(origin.outlet, ''), origin.seed_id) AS outlet, origin.time, origin.article_id,
    origin.seed_id, origin.article_ids, origin.outlets, origin.why
FROM story_origins AS origin LEFT JOIN outlets ON outlets.id = origin.outlet
WHERE origin.story_id = $id
ORDER BY origin.place
