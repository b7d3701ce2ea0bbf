-- Keep where the articles of stories come from.
INSERT INTO story_origins (story_id, place, what, article_id, seed_id, outlet, time, article_ids, outlets, why)
SELECT o.story_id, o.place, o.what, o.article_id, o.seed_id, o.outlet, o.time, o.article_ids, o.outlets, o.why
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"story_id":"BIGINT","place":"INTEGER","what":"VARCHAR","article_id":"BIGINT",
        "seed_id":"VARCHAR","outlet":"VARCHAR","time":"TIMESTAMPTZ","article_ids":["BIGINT"],"outlets":["VARCHAR"],
        "why":"VARCHAR"}]')) AS o
)
