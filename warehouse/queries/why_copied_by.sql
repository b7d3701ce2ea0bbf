-- Which articles took their text from this one, directly or by way of another, step by step?
WITH RECURSIVE down AS (
    SELECT g.article_id, g.parent_id, g.kind, g.certainty, g.why, g.by_person, 1 AS step
    FROM store.copy_groups AS g
    WHERE g.parent_id = $id AND g.standing = 'copy'
    UNION ALL
    SELECT g.article_id, g.parent_id, g.kind, g.certainty, g.why, g.by_person, down.step + 1
    FROM store.copy_groups AS g
    JOIN down ON g.parent_id = down.article_id
    WHERE g.standing = 'copy' AND down.step < 1000
),
known AS MATERIALIZED ( -- joined as it is, the table of all articles would be read whole
    SELECT id, outlet_id, title, url, published, language FROM store.articles
    WHERE id IN (SELECT unnest((SELECT list(article_id) || list(parent_id) FROM down)))
)
SELECT down.*, a.title, a.url, a.published, a.language, coalesce(o.name, a.outlet_id) AS outlet,
       coalesce(po.name, p.outlet_id) AS parent_outlet
FROM down
JOIN known AS a ON a.id = down.article_id
LEFT JOIN store.outlets AS o ON o.id = a.outlet_id
LEFT JOIN known AS p ON p.id = down.parent_id
LEFT JOIN store.outlets AS po ON po.id = p.outlet_id
ORDER BY down.step, a.published, down.article_id
