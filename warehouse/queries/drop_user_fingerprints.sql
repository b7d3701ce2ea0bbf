-- Forget the fingerprints of this seed.
DELETE FROM user_fingerprints
WHERE seed_id = $id
