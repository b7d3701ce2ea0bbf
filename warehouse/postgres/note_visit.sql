-- This outlet was read just now.
INSERT INTO copydesk.visits (outlet_id, ended_at)
VALUES (%s, clock_timestamp())
ON CONFLICT (outlet_id) DO UPDATE SET ended_at = EXCLUDED.ended_at
RETURNING true
