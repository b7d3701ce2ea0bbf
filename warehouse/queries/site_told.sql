-- Which digests told these stories?
SELECT s.story_id, s.digest_id, s.target, d.day::VARCHAR AS day, s.place, s.update_of IS NOT NULL AS is_update, s.revision,
    coalesce(s.corrected, '') AS corrected
FROM digest_stories AS s JOIN digests AS d ON d.digest_id = s.digest_id AND d.target = s.target
WHERE s.story_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY s.story_id, d.made_at
