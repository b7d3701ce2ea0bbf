-- Log these requests.
INSERT INTO fetches (run_id, outlet_id, url, fetched_at, status, bytes, seconds, reason)
SELECT $run_id, f.outlet_id, f.url, f.fetched_at, f.status, f.bytes, f.seconds, f.reason
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"outlet_id":"VARCHAR","url":"VARCHAR","fetched_at":"TIMESTAMPTZ","status":"INTEGER",
        "bytes":"BIGINT","seconds":"DOUBLE","reason":"VARCHAR"}]')) AS f
)
