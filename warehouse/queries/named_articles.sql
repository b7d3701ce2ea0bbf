-- Which articles does a text mean: as title, part of it, all its words, outlet, part of the address? Best fit only.
WITH asked AS MATERIALIZED (
    SELECT lower(strip_accents($said)) AS said, string_split_regex(lower(strip_accents($said)), '\s+') AS words
),
fitting AS MATERIALIZED ( -- the facts of those that fit best are fetched afterwards
    SELECT a.id, lower(strip_accents(a.title)) AS folded, asked.said,
           CASE
               WHEN folded = asked.said THEN 1
               WHEN contains(folded, asked.said) THEN 2
               WHEN len(list_filter(asked.words, lambda word: NOT contains(folded, word))) = 0 THEN 3
               WHEN asked.said IN (lower(a.outlet_id), lower(strip_accents(o.name))) THEN 4
               WHEN contains(lower(a.url), asked.said) THEN 5
           END AS fit
    FROM articles AS a
    CROSS JOIN asked
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    WHERE fit IS NOT NULL
),
best AS MATERIALIZED (SELECT id FROM fitting WHERE fit = (SELECT min(fit) FROM fitting))
SELECT a.id, a.title, coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.published, a.fetched_at) AS time, m.story_id
FROM articles AS a
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN story_articles AS m ON m.article_id = a.id
WHERE a.id IN (SELECT unnest((SELECT list(id) FROM best)))
ORDER BY time DESC, id DESC
LIMIT 1000
