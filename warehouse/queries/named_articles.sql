-- Which articles does a text mean: as title, part of it, all its words, outlet, part of the address? Best fit only.
WITH told AS (
    SELECT a.id, a.title, coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.published, a.fetched_at) AS time,
           m.story_id, lower(strip_accents(a.title)) AS folded, lower(strip_accents($said)) AS said,
           CASE
               WHEN folded = said THEN 1
               WHEN contains(folded, said) THEN 2
               WHEN len(list_filter(string_split_regex(said, '\s+'), lambda word: NOT contains(folded, word))) = 0 THEN 3
               WHEN said IN (lower(a.outlet_id), lower(strip_accents(o.name))) THEN 4
               WHEN contains(lower(a.url), said) THEN 5
           END AS fit
    FROM articles AS a
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN story_articles AS m ON m.article_id = a.id
)
SELECT id, title, outlet, time, story_id
FROM told
WHERE fit = (SELECT min(fit) FROM told)
ORDER BY time DESC, id DESC
LIMIT 1000
