-- The process is done with these messages.
UPDATE outbox SET owner = NULL, lease_until = NULL
WHERE digest_id = $digest_id AND target = $target AND owner = $owner
