-- Put rows of an archive aside until all are there.
INSERT INTO staged
SELECT r.place, r.key, r.told_at, r.line
FROM (SELECT unnest(from_json($rows, '[{"place": "BIGINT", "key": "VARCHAR", "told_at": "TIMESTAMPTZ", "line": "VARCHAR"}]')) AS r)
