-- Which messages about alarms are still to be sent?
SELECT DISTINCT digest_id FROM outbox
WHERE target = $target AND digest_id LIKE 'alarms/%' AND state NOT IN (SELECT unnest($final::VARCHAR[]))
ORDER BY digest_id
