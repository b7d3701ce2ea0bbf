-- Take a digest out of digests, because nothing of it went out or it is told anew.
DELETE FROM digests WHERE digest_id = $digest_id AND target = $target
