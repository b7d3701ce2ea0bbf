-- How did the last run of each kind end?
SELECT kind, id, status, started_at, finished_at, seconds
FROM runs
QUALIFY row_number() OVER (PARTITION BY kind ORDER BY started_at DESC, id DESC) = 1
ORDER BY kind
