-- When were digests made lately?
SELECT DISTINCT made_at FROM digests WHERE made_at > $now::TIMESTAMPTZ - INTERVAL 60 DAY ORDER BY made_at
