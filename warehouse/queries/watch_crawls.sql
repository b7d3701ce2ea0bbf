-- When did crawls begin that ended well?
SELECT started_at
FROM (
    SELECT started_at FROM runs
    WHERE kind = 'crawl' AND status IN ('ok', 'partial') AND started_at > $now::TIMESTAMPTZ - INTERVAL 30 DAY
        AND started_at <= $now::TIMESTAMPTZ + INTERVAL 1 HOUR  -- no crawl of a clock that ran ahead
    ORDER BY started_at DESC LIMIT 60
)
ORDER BY started_at
