-- From now on these messages are this process's.
UPDATE outbox SET owner = $owner, lease_until = $until::TIMESTAMPTZ
WHERE digest_id = $digest_id AND target = $target
