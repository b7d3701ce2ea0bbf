-- How many articles on topic named each name, day by day and by language?
SELECT m.name_id, any_value(m.label) AS label, any_value(m.kind) AS kind, coalesce(a.published, a.fetched_at)::DATE AS day,
    coalesce(a.language, 'und') AS language, count(*) AS articles
FROM mentions AS m
JOIN articles AS a ON a.id = m.article_id
SEMI JOIN story_articles AS told ON told.article_id = a.id
GROUP BY m.name_id, day, language
ORDER BY m.name_id, day, language
