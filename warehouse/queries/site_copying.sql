-- Who takes from whom, how often and how soon?
SELECT a.outlet_id, o.outlet_id AS original_id, count(*) AS times,
    median((epoch(a.published) - epoch(o.published)) / 3600) AS median_hours
FROM copy_groups AS g
JOIN articles AS a ON a.id = g.article_id
JOIN articles AS o ON o.id = g.parent_id
WHERE g.standing = 'copy' AND a.outlet_id <> o.outlet_id
GROUP BY ALL
ORDER BY times DESC, a.outlet_id, original_id
