-- Keep the reports of these outlets in one run.
INSERT INTO outlet_reports (run_id, outlet_id, reported_at, status, fetched, stored, relevant, copies, left_over,
                            forbidden, unread, shut, seconds, reasons, sources)
SELECT r.run_id, r.outlet_id, $now, r.status, r.fetched, r.stored, r.relevant, r.copies, r.left_over,
       r.forbidden, r.unread, r.shut, r.seconds, r.reasons, r.sources
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"run_id":"BIGINT","outlet_id":"VARCHAR","status":"VARCHAR",
        "fetched":"INTEGER","stored":"INTEGER","relevant":"INTEGER","copies":"INTEGER","left_over":"INTEGER",
        "forbidden":"INTEGER","unread":"INTEGER","shut":"INTEGER","seconds":"DOUBLE","reasons":["VARCHAR"],"sources":"JSON"}]')) AS r
)
