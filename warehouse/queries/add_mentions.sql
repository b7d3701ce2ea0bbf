-- Keep which names these articles hold.
INSERT INTO mentions (article_id, name_id, label, kind, count, in_title)
SELECT m.article_id, m.id, m.label, m.kind, m.count, m.in_title
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","id":"VARCHAR","label":"VARCHAR",
        "kind":"VARCHAR","count":"INTEGER","in_title":"BOOLEAN"}]')) AS m
)
