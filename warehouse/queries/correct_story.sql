-- Say what was wrong with a story that a digest told.
UPDATE digest_stories SET corrected = $corrected
WHERE digest_id = $digest_id AND target = $target AND story_id = $story_id
