-- Which version of copydesk did each machine run last, within a week of the newest run?
SELECT host, arg_max(program, started_at) AS program, max(started_at) AS at
FROM runs
WHERE program IS NOT NULL AND started_at > (SELECT max(started_at) FROM runs) - INTERVAL 7 DAY
GROUP BY host
ORDER BY host
