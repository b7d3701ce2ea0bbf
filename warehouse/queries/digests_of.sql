-- Which digests of this topic did this target get, of one day (or of all days), oldest first?
SELECT digest_id, day::VARCHAR AS day, edition, made_at, state
FROM digests
WHERE target = $target AND ($topic IS NULL OR topic = $topic) AND ($day::DATE IS NULL OR day = $day::DATE)
ORDER BY day, edition
