-- When was our own line last told to be up again?
SELECT max(closed_at) FROM alarms WHERE kind = 'network'
