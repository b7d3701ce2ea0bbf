-- Remember how these sources answered and what to send them next time.
INSERT INTO sources (url, outlet_id, kind, etag, last_modified, next_due, interval_seconds, failures, last_success,
                     moved_to, status, reason, failing_since, visited_at)
SELECT s.url, s.outlet_id, s.kind, s.etag, s.last_modified, s.next_due, s.interval_seconds, s.failures, s.last_success,
       s.moved_to, s.status, s.reason, s.failing_since, $now
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"url":"VARCHAR","outlet_id":"VARCHAR","kind":"VARCHAR","etag":"VARCHAR",
        "last_modified":"VARCHAR","next_due":"TIMESTAMPTZ","interval_seconds":"DOUBLE","failures":"INTEGER",
        "last_success":"TIMESTAMPTZ","moved_to":"VARCHAR","status":"VARCHAR","reason":"VARCHAR",
        "failing_since":"TIMESTAMPTZ"}]')) AS s
)
