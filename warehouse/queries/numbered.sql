-- What do the article and the story of this number tell?
SELECT 'article' AS kind, a.title, coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.published, a.fetched_at) AS time
FROM articles AS a
LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE a.id = $number
UNION ALL
SELECT 'story', headline, articles || CASE WHEN articles = 1 THEN ' article' ELSE ' articles' END, last_time
FROM stories
WHERE id = $number
