-- Which number has the run that begins now?
SELECT coalesce(max(id), 0) + 1
FROM runs
