-- What is wrong, and what ended of late?
SELECT id, kind, outlet, name, source, since, opened_at, reason, closed_at, ended
FROM alarms
QUALIFY stands OR row_number() OVER (PARTITION BY stands ORDER BY closed_at DESC, id DESC) <= 50
ORDER BY stands DESC, coalesce(closed_at, opened_at) DESC, id DESC
