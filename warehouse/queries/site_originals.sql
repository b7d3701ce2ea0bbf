-- What is known of the texts that copies in these stories were taken from, where they tell another story or none?
SELECT DISTINCT a.id AS article_id, a.outlet_id, coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.title, '') AS title, a.url,
    coalesce(a.language, 'und') AS language, a.published, coalesce(a.published, a.fetched_at) AS time
FROM story_articles AS m
JOIN copy_groups AS g ON g.article_id = m.article_id AND g.standing = 'copy'
JOIN articles AS a ON a.id = g.parent_id
LEFT JOIN story_articles AS there ON there.article_id = a.id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE m.story_id IN (SELECT unnest($ids::BIGINT[])) AND there.story_id IS DISTINCT FROM m.story_id
