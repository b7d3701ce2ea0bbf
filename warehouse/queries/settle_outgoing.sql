-- So the attempt ended; that a message stands in Slack is written down by whoever knows it.
UPDATE outbox
SET state = $state, ts = CASE WHEN $ts = '' THEN ts ELSE $ts END, error = $error, changed_at = $now::TIMESTAMPTZ
WHERE digest_id = $digest_id AND target = $target AND part = $part
  AND (owner = $owner OR ($state = 'sent' AND state <> 'sent'))
