-- Which texts were fetched on which UTC day: rows, and the span of article ids?
SELECT strftime(a.fetched_at, '%Y-%m-%d') AS day, count(*) AS texts, min(a.id) AS first_id, max(a.id) AS last_id
FROM articles AS a
JOIN bodies AS b ON b.article_id = a.id
GROUP BY day
ORDER BY day
