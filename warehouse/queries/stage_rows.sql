-- Note keys and times of rows of an archive until all are there.
INSERT INTO staged
SELECT r.place, r.key, r.told_at
FROM (SELECT unnest(from_json($rows, '[{"place": "BIGINT", "key": "VARCHAR", "told_at": "TIMESTAMPTZ"}]')) AS r)
