-- Give a message that stands in Slack other content, to be revised there.
UPDATE outbox
SET text = $text, blocks = $blocks::JSON, parts = $parts, content_sha256 = $sha, revision = revision + 1,
    state = 'waiting', changed_at = $now::TIMESTAMPTZ
WHERE digest_id = $digest_id AND target = $target AND part = $part AND state = 'sent' AND content_sha256 <> $sha
