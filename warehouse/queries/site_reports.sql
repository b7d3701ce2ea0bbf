-- What do the independent reports of these stories say, where there are several, the earliest first?
WITH report AS (
    SELECT story_id, article_id, place FROM story_origins
    WHERE what = 'report' AND article_id IS NOT NULL AND story_id IN (SELECT unnest($ids::BIGINT[]))
    QUALIFY count(*) OVER (PARTITION BY story_id) > 1 AND row_number() OVER (PARTITION BY story_id ORDER BY place) <= $most
)
SELECT r.story_id, r.article_id, string_agg(b.text, chr(10) || chr(10) ORDER BY b.part) AS text
FROM report AS r
JOIN main.bodies AS b ON b.article_id = r.article_id
WHERE list_contains($days::DATE[], b.fetched_day) -- lets DuckDB skip other days' files
GROUP BY r.story_id, r.article_id, r.place
ORDER BY r.story_id, r.place
