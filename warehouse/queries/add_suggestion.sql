-- It was suggested to pause this outlet, or to leave this topic out; the other one is NULL.
INSERT INTO suggestions (target, outlet_id, topic, digest_id, suggested_at)
VALUES ($target, $outlet_id, $topic, $digest_id, $now::TIMESTAMPTZ)
