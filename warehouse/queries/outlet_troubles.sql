-- How did each outlet fare at its last visit in this time, worst first?
SELECT
    coalesce(o.name, r.outlet_id) AS outlet,
    r.status,
    coalesce(o.failures, 0) AS failures,
    coalesce(r.reasons[1], '') AS reason
FROM (
    SELECT * FROM outlet_reports
    WHERE reported_at > $since::TIMESTAMPTZ AND reported_at <= $until::TIMESTAMPTZ
    QUALIFY row_number() OVER (PARTITION BY outlet_id ORDER BY reported_at DESC, run_id DESC) = 1
) AS r
LEFT JOIN outlets AS o ON o.id = r.outlet_id
ORDER BY r.status <> 'failed', r.status <> 'partial', failures DESC, outlet
