-- On which days were the independent reports of these stories fetched, where there are several? Their texts lie there.
WITH report AS MATERIALIZED (
    SELECT article_id, place, count(*) OVER (PARTITION BY story_id) AS together,
           row_number() OVER (PARTITION BY story_id ORDER BY place) AS nth
    FROM story_origins
    WHERE what = 'report' AND article_id IS NOT NULL AND story_id IN (SELECT unnest($ids::BIGINT[]))
)
SELECT DISTINCT (fetched_at AT TIME ZONE 'UTC')::DATE AS day
FROM articles
WHERE id IN (SELECT unnest((SELECT list(article_id) FROM report WHERE together > 1 AND nth <= $most)))
