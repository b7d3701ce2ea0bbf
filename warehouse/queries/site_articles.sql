-- Which articles tell these stories, in order of time, and where does each stand among copies?
WITH m AS MATERIALIZED ( -- joined first, since the articles of all stories would be gathered before
    SELECT story_id, article_id, pinned, copy_of FROM story_articles WHERE story_id IN (SELECT unnest($ids::BIGINT[]))
)
SELECT m.story_id, a.id AS article_id, a.outlet_id, coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.title, '') AS title, a.url,
    coalesce(a.language, 'und') AS language, a.published, coalesce(a.published, a.fetched_at) AS time, a.words, m.pinned,
    CASE WHEN g.standing = 'copy' THEN g.kind WHEN m.copy_of IS NOT NULL THEN 'near' END AS kind,
    CASE WHEN g.standing = 'copy' THEN g.parent_id ELSE m.copy_of END AS parent_id,
    CASE WHEN g.standing = 'copy' AND g.parent_id IS NULL THEN g.seed_id END AS seed_id,
    coalesce(g.standing = 'hub', false) AS roundup,
    g.certainty, coalesce(g.why, '') AS why, coalesce(g.by_person, false) AS by_person
FROM m
JOIN articles AS a ON a.id = m.article_id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN copy_groups AS g ON g.article_id = a.id
ORDER BY m.story_id, time, a.id
