-- How much was each name written about, in all and in the 30 days up to the last one, and on what does its page stand, as a number?
WITH counted AS (
    SELECT m.name_id, arg_max(m.label, a.id) AS label, arg_max(m.kind, a.id) AS kind, coalesce(a.published, a.fetched_at)::DATE AS day,
        coalesce(a.language, 'und') AS language, count(*) AS articles
    FROM mentions AS m
    JOIN articles AS a ON a.id = m.article_id
    SEMI JOIN story_articles AS told ON told.article_id = a.id
    GROUP BY m.name_id, day, language
)
SELECT name_id, arg_max(label, (day, language)) AS label, arg_max(kind, (day, language)) AS kind, sum(articles)::BIGINT AS articles,
    coalesce(sum(articles) FILTER (day > (SELECT max(day) FROM counted) - 30), 0)::BIGINT AS lately,
    min(day) AS first, max(day) AS last, sum(hash(day, language, articles)::HUGEINT)::VARCHAR AS state
FROM counted
GROUP BY name_id
ORDER BY name_id
