-- Which articles come nearest to a text that means none, by words of the title and by the spelling of title and address?
WITH asked AS (
    SELECT lower(strip_accents($said)) AS said, string_split_regex(said, '\s+') AS sought
),
told AS (
    SELECT a.id, a.title, coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.published, a.fetched_at) AS time,
           lower(strip_accents(a.title)) AS folded, a.key
    FROM articles AS a
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
)
SELECT told.id, told.title, told.outlet, told.time,
       greatest(
           len(list_filter(asked.sought, lambda word: contains(told.folded, word)))::DOUBLE / len(asked.sought),
           jaro_winkler_similarity(told.folded, asked.said),
           jaro_winkler_similarity(lower(told.key), lower($key))
       ) AS near
FROM told CROSS JOIN asked
WHERE near > 0.6
ORDER BY near DESC, told.id DESC
LIMIT 3
