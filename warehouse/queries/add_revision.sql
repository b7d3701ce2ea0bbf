-- Keep these later readings of pages.
INSERT INTO revisions (article_id, number, title, text, changes, told, read_at)
SELECT r.article_id, r.number, r.title, r.text, r.changes, r.told, r.read_at
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","number":"INTEGER","title":"VARCHAR","text":"VARCHAR",
        "changes":[{"what":"VARCHAR","before":"VARCHAR","after":"VARCHAR"}],"told":"VARCHAR","read_at":"TIMESTAMPTZ"}]')) AS r
)
