-- Which alarms about pages and texts ended lately, from which day to which, and did the outlet stay so (30 days)?
SELECT
    outlet_id, kind, epoch_us(since) // 86400000000 AS first, epoch_us(closed_at) // 86400000000 AS last,
    closed_at >= opened_at + INTERVAL 30 DAY AS settled
FROM alarms
WHERE closed_at > $now::TIMESTAMPTZ - INTERVAL 90 DAY AND subject = ''
    AND kind IN ('yield', 'length', 'undated', 'copies', 'robots')
ORDER BY id
