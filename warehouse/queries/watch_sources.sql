-- How did each source that is still asked answer?
SELECT s.outlet_id, s.url, s.kind, s.failures, s.last_success, s.failing_since, coalesce(s.reason, '') AS reason,
    s.visited_at
FROM sources AS s
JOIN outlets AS o ON o.id = s.outlet_id
WHERE s.kind IS NOT NULL AND s.visited_at > o.last_crawled - INTERVAL 3 DAY
ORDER BY s.outlet_id, s.url
