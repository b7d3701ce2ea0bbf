-- Which digest of this target told this story last?
SELECT d.digest_id
FROM digest_stories AS s JOIN digests AS d ON d.digest_id = s.digest_id AND d.target = s.target
WHERE d.target = $target AND s.story_id = $story_id
ORDER BY d.made_at DESC
LIMIT 1
