-- How much was written about a name, day by day? FROM coverage('Heron-2', days := 30).
CREATE OR REPLACE MACRO coverage(asked, days := 30) AS TABLE
SELECT
    m.day,
    count(DISTINCT m.article_id) AS articles,
    count(DISTINCT m.article_id) - count(DISTINCT c.article_id) AS reports,
    count(DISTINCT c.article_id) AS copies,
    count(DISTINCT m.outlet) AS outlets,
    list(DISTINCT m.language ORDER BY m.language) AS languages
FROM mentions AS m
LEFT JOIN copies AS c ON c.article_id = m.article_id
WHERE (starts_with(lower(m.label), lower(asked)) OR m.name_id = lower(asked)) AND m.day > current_date - days::INTEGER
GROUP BY m.day
ORDER BY m.day;

COMMENT ON MACRO TABLE coverage IS 'How much was written about a name, and names that begin with it, day by day: FROM coverage(''Heron-2'', days := 30)';
