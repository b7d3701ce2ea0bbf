-- Which spans of articles are there to search, and what does each stand on, as one number?
SELECT a.id // $size AS span, sum(hash(a.id, a.title, a.outlet_id, a.language, a.published, m.story_id, g.kind)::HUGEINT)::VARCHAR AS state
FROM story_articles AS m
JOIN articles AS a ON a.id = m.article_id
LEFT JOIN copy_groups AS g ON g.article_id = a.id AND g.standing = 'copy'
GROUP BY span
ORDER BY span DESC
