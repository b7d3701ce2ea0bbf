-- What became of these leads? With a next try they stay open and wait.
UPDATE leads
SET outcome = o.outcome,
    reason = o.reason,
    attempts = attempts + 1,
    next_try = o.next_try,
    closed_at = CASE WHEN o.next_try IS NULL THEN $now END,
    content = CASE WHEN o.next_try IS NULL THEN NULL ELSE content END
FROM (
    SELECT unnest(from_json($rows::JSON,
        '[{"key":"VARCHAR","outcome":"VARCHAR","reason":"VARCHAR","next_try":"TIMESTAMPTZ"}]')) AS o
)
WHERE leads.key = o.key AND leads.closed_at IS NULL
