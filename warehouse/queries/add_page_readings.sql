-- Keep that these pages were asked for again.
INSERT INTO page_readings (article_id, read_at, status)
SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","read_at":"TIMESTAMPTZ","status":"INTEGER"}]'),
    recursive := true)
