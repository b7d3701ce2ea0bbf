-- From whom did this article take its text, step by step up to the root?
WITH RECURSIVE up AS (
    SELECT g.article_id, g.parent_id, g.seed_id, g.kind, g.certainty, g.why, g.by_person, 0 AS step
    FROM store.copy_groups AS g
    WHERE g.article_id = $id AND g.standing = 'copy'
    UNION ALL
    SELECT g.article_id, g.parent_id, g.seed_id, g.kind, g.certainty, g.why, g.by_person, up.step + 1
    FROM store.copy_groups AS g
    JOIN up ON g.article_id = up.parent_id
    WHERE g.standing = 'copy' AND up.step < 1000
),
known AS MATERIALIZED ( -- joined as it is, the table of all articles would be read whole
    SELECT id, outlet_id, title, url FROM store.articles WHERE id IN (SELECT unnest((SELECT list(parent_id) FROM up)))
)
SELECT up.step, up.parent_id AS original_id, up.kind, up.certainty, up.why, up.by_person,
       coalesce(outlets.name, a.outlet_id, s.outlet, up.seed_id) AS outlet, coalesce(a.title, s.title) AS title,
       coalesce(a.url, s.url) AS url, up.parent_id IS NULL AS from_seed,
       coalesce(s.own, false) AS own_text
FROM up
LEFT JOIN known AS a ON a.id = up.parent_id
LEFT JOIN store.outlets AS outlets ON outlets.id = a.outlet_id
LEFT JOIN (SELECT seed_id, any_value(title) AS title, any_value(outlet) AS outlet, any_value(url) AS url, bool_or(own) AS own
           FROM store.seeds GROUP BY seed_id) AS s ON up.parent_id IS NULL AND s.seed_id = up.seed_id
ORDER BY up.step
