-- When was the last digest of this topic before this moment made for this target?
SELECT max(made_at) FROM digests
WHERE target = $target AND topic = $topic AND made_at < $until::TIMESTAMPTZ AND digest_id <> $but
