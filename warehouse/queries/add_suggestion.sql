-- It was suggested to pause this outlet.
INSERT INTO suggestions (target, outlet_id, digest_id, suggested_at)
VALUES ($target, $outlet_id, $digest_id, $now::TIMESTAMPTZ)
