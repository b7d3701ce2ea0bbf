-- What do these stories tell?
SELECT id, headline, articles || CASE WHEN articles = 1 THEN ' article' ELSE ' articles' END AS told_by, last_time
FROM stories
WHERE id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY last_time DESC, id DESC
