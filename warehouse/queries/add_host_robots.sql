-- Remember what robots.txt said.
INSERT INTO host_robots (origin, rules, expires)
SELECT r.origin, r.text, r.expires
FROM (SELECT unnest(from_json($rows::JSON, '[{"origin":"VARCHAR","text":"VARCHAR","expires":"TIMESTAMPTZ"}]')) AS r)
