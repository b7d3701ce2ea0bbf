-- Take a digest out of digest_stories, because nothing of it went out or it is told anew.
DELETE FROM digest_stories WHERE digest_id = $digest_id AND target = $target
