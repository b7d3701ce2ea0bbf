-- Forget what a digest suggested, because nothing of it went out.
DELETE FROM suggestions WHERE digest_id = $digest_id AND target = $target
