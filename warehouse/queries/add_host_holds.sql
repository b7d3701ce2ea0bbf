-- Remember who asked to be left alone.
INSERT INTO host_holds (host, held_until)
SELECT h.host, h.until
FROM (SELECT unnest(from_json($rows::JSON, '[{"host":"VARCHAR","until":"TIMESTAMPTZ"}]')) AS h)
