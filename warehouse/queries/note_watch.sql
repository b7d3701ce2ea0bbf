-- The outlets were looked at now.
INSERT INTO alarm_watch VALUES ($now::TIMESTAMPTZ)
