-- What messages has the outbox for this digest, and who is at them?
SELECT part, parts, revision, content_sha256, text, blocks::VARCHAR AS blocks, state, attempt_at, ts, owner, lease_until
FROM outbox
WHERE digest_id = $digest_id AND target = $target
ORDER BY part
