-- What did each outlet's visits bring, day by day?
SELECT
    outlet_id, epoch_us(reported_at) // 86400000000 AS day, sum(stored) AS stored, coalesce(sum(unread), 0) AS unread,
    coalesce(sum(shut), 0) AS shut, sum(copies) AS copies
FROM outlet_reports
WHERE reported_at > $now::TIMESTAMPTZ - INTERVAL 60 DAY AND (stored > 0 OR unread > 0 OR shut > 0)
GROUP BY outlet_id, day
ORDER BY outlet_id, day
