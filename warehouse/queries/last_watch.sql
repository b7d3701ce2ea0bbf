-- When were the outlets last looked at for alarms?
SELECT max(watched_at) FROM alarm_watch
