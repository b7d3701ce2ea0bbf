-- How many articles on topic named these names, day by day and by language?
SELECT m.name_id, coalesce(a.published, a.fetched_at)::DATE AS day,
    coalesce(a.language, 'und') AS language, count(*) AS articles
FROM mentions AS m
JOIN articles AS a ON a.id = m.article_id
SEMI JOIN story_articles AS told ON told.article_id = a.id
WHERE m.name_id IN (SELECT unnest($ids::VARCHAR[]))
GROUP BY m.name_id, day, language
ORDER BY m.name_id, day, language
