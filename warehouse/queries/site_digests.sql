-- Which digests were made, newest first?
SELECT digest_id, target, topic, title, day::VARCHAR AS day, edition, made_at
FROM digests
ORDER BY day DESC, made_at DESC, digest_id, target
