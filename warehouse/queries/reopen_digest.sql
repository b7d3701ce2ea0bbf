-- A digest with messages that wait again is no longer delivered.
UPDATE digests SET state = 'made'
WHERE digest_id = $digest_id AND target = $target
  AND EXISTS (SELECT 1 FROM outbox AS o WHERE o.digest_id = $digest_id AND o.target = $target AND o.state NOT IN ('sent', 'returned'))
