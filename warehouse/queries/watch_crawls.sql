-- When did crawls begin that ended well, and did the outlets of the newest answer?
SELECT r.started_at, v.visited, v.failed
FROM (
    SELECT id, started_at FROM runs
    WHERE kind = 'crawl' AND status IN ('ok', 'partial') AND started_at > $now::TIMESTAMPTZ - INTERVAL 30 DAY
        AND started_at <= $now::TIMESTAMPTZ + INTERVAL 1 HOUR  -- no crawl of a clock that ran ahead
    ORDER BY started_at DESC LIMIT 60
) AS r
LEFT JOIN (
    SELECT run_id, count(*) AS visited, count(*) FILTER (status = 'failed') AS failed FROM outlet_reports
    WHERE run_id = (SELECT max(id) FROM runs WHERE kind = 'crawl')
    GROUP BY run_id
) AS v ON v.run_id = r.id
ORDER BY r.started_at
