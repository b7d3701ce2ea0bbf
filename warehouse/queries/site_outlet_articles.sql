-- Which are each outlet's newest $most articles that tell a story, and is it their own? A number changes with each line.
SELECT a.outlet_id, a.id AS article_id, coalesce(a.title, '') AS title, coalesce(a.language, 'und') AS language,
    coalesce(a.published, a.fetched_at) AS time, m.story_id, CASE WHEN g.standing = 'copy' THEN g.kind END AS kind,
    hash(a.id, a.title, a.language, time, m.story_id, g.standing, g.kind) AS mark
FROM story_articles AS m
JOIN articles AS a ON a.id = m.article_id
LEFT JOIN copy_groups AS g ON g.article_id = a.id
QUALIFY row_number() OVER (PARTITION BY a.outlet_id ORDER BY time DESC, a.id DESC) <= $most
ORDER BY a.outlet_id, time DESC, a.id DESC
