-- Take a digest out of outbox, because nothing of it went out or it is told anew.
DELETE FROM outbox WHERE digest_id = $digest_id AND target = $target
