-- Forget what readers said about a digest, because it is read anew.
DELETE FROM feedback WHERE digest_id = $digest_id AND target = $target
