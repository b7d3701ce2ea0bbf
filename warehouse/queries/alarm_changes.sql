-- Which alarms began, and which ended, in this time?
SELECT a.kind, coalesce(o.name, a.outlet_id) AS name, a.opened_at > $since::TIMESTAMPTZ AS began, a.closed_at IS NOT NULL AND a.closed_at <= $until::TIMESTAMPTZ AS over
FROM alarms AS a
LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE (a.opened_at > $since::TIMESTAMPTZ AND a.opened_at <= $until::TIMESTAMPTZ)
   OR (a.closed_at > $since::TIMESTAMPTZ AND a.closed_at <= $until::TIMESTAMPTZ)
ORDER BY over, a.id
