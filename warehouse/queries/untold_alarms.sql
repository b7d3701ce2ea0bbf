-- Which alarms began or ended lately and nobody was told?
SELECT a.id, a.kind, a.outlet_id, coalesce(o.name, a.outlet_id) AS name, a.subject, a.since, a.opened_at, a.words,
       a.closed_at, a.ended, a.notice IS NULL AS begins, a.closed_at IS NOT NULL AND a.end_notice IS NULL AS ends
FROM alarms AS a
LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE (a.notice IS NULL AND a.opened_at > $since::TIMESTAMPTZ)
   OR (a.closed_at > $since::TIMESTAMPTZ AND a.end_notice IS NULL)
ORDER BY a.id
