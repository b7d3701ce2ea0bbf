-- When were digests made lately?
SELECT DISTINCT made_at FROM digests WHERE made_at > $now::TIMESTAMPTZ - INTERVAL 60 DAY AND made_at <= $now::TIMESTAMPTZ + INTERVAL 1 HOUR ORDER BY made_at
