-- Which articles of a span tell stories, the newest first?
SELECT coalesce(a.title, '') AS title, coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.published, a.fetched_at) AS time, m.story_id,
    coalesce(g.kind, '') AS kind
FROM story_articles AS m
JOIN articles AS a ON a.id = m.article_id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN copy_groups AS g ON g.article_id = a.id AND g.standing = 'copy'
WHERE a.id BETWEEN $first AND $last
ORDER BY time DESC, a.id DESC
