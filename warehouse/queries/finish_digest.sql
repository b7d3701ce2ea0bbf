-- A digest whose messages are all sent is delivered.
UPDATE digests SET state = 'delivered', delivered_at = coalesce(delivered_at, $now::TIMESTAMPTZ)
WHERE digest_id = $digest_id AND target = $target
  AND NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.digest_id = $digest_id AND o.target = $target AND o.state NOT IN ('sent', 'returned'))
