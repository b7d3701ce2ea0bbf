-- What did readers say in the last 30 days?
SELECT reaction, sum(readers)::INTEGER AS readers, count(DISTINCT digest_id) AS digests
FROM feedback
WHERE read_at >= now() - INTERVAL 30 DAY
GROUP BY reaction
ORDER BY readers DESC, reaction
