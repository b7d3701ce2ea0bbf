-- How many articles did each outlet bring a day in the $days days before the last, and on which days did a visit fail?
WITH last AS (
    SELECT max(fetched_at)::DATE AS day FROM articles
), brought AS (
    SELECT a.outlet_id, least(coalesce(a.published, a.fetched_at), a.fetched_at)::DATE AS day, count(*) AS articles
    FROM articles AS a, last
    WHERE a.fetched_at > last.day - $days - 7
    GROUP BY ALL
), failed AS (
    SELECT outlet_id, reported_at::DATE AS day FROM outlet_reports WHERE status = 'failed' GROUP BY ALL
)
SELECT coalesce(brought.outlet_id, failed.outlet_id) AS outlet_id, date_diff('day', coalesce(brought.day, failed.day), last.day) AS ago,
    coalesce(brought.articles, 0) AS articles, failed.day IS NOT NULL AS failed
FROM brought FULL JOIN failed ON failed.outlet_id = brought.outlet_id AND failed.day = brought.day, last
WHERE ago BETWEEN 0 AND $days - 1
ORDER BY outlet_id, ago DESC
