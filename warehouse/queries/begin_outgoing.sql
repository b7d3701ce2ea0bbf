-- This message is being sent: the first attempt of unknown outcome keeps its time. (None updated: the claim was lost.)
UPDATE outbox
SET state = 'sending', attempts = attempts + 1, lease_until = $until::TIMESTAMPTZ, changed_at = $now::TIMESTAMPTZ,
    attempt_at = CASE WHEN state = 'sending' THEN attempt_at ELSE $now::TIMESTAMPTZ END
WHERE digest_id = $digest_id AND target = $target AND part = $part AND owner = $owner
