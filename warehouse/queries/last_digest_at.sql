-- When was the last digest of this topic before this moment made for this target, and which day's was it?
SELECT max(made_at), max(day)::VARCHAR FROM digests
WHERE target = $target AND ($topic IS NULL OR topic = $topic) AND made_at < $until::TIMESTAMPTZ AND digest_id <> $but
