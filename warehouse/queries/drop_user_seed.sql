-- Forget this seed; which was it?
DELETE FROM user_seeds
WHERE seed_id = $id
RETURNING seed_id
