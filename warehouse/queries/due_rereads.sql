-- Which articles on topic of these outlets, read since $since, are to be read again, those longest unread first?
WITH readings AS MATERIALIZED (
    SELECT article_id, count(*) AS times, max(read_at) AS last
    FROM page_readings
    WHERE read_at >= $since::TIMESTAMPTZ
    GROUP BY article_id
), candidates AS (
    SELECT a.id, a.url, a.outlet_id, coalesce(r.last, a.fetched_at) AS last, coalesce(r.times, 0) AS times
    FROM articles AS a LEFT JOIN readings AS r ON r.article_id = a.id
    WHERE a.fetched_at >= $since::TIMESTAMPTZ
      AND a.outlet_id IN (SELECT unnest($outlets::VARCHAR[]))
      AND a.text_from = 'page'
      AND a.id IN (SELECT article_id FROM topic_verdicts WHERE relevant)
)
SELECT id, url, outlet_id, last
FROM candidates
WHERE last + CASE times WHEN 0 THEN INTERVAL 3 HOUR WHEN 1 THEN INTERVAL 12 HOUR ELSE INTERVAL 1 DAY END
    <= $now::TIMESTAMPTZ
QUALIFY row_number() OVER (PARTITION BY outlet_id ORDER BY last, id) <= $most
ORDER BY outlet_id, last, id
