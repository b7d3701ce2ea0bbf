-- Which texts were fetched on which UTC day: rows, and the span of article ids? By whole numbers, a fifth of the work.
SELECT strftime(DATE '1970-01-01' + day::INTEGER, '%Y-%m-%d') AS day, texts, first_id, last_id
FROM (
    SELECT epoch_us(a.fetched_at) // 86400000000 AS day, count(*) AS texts, min(a.id) AS first_id, max(a.id) AS last_id
    FROM articles AS a
    JOIN bodies AS b ON b.article_id = a.id
    GROUP BY day
)
ORDER BY day
