-- Forget this seed.
DELETE FROM user_seeds
WHERE seed_id = $id
