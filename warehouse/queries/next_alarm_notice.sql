-- The number of the next message about alarms
SELECT count(DISTINCT digest_id) + 1 FROM outbox WHERE digest_id LIKE 'alarms/%'
