-- Which names did this target's digests tell lately?
SELECT DISTINCT unnest(s.names) AS name
FROM digest_stories AS s JOIN digests AS d ON d.digest_id = s.digest_id AND d.target = s.target
WHERE d.target = $target AND d.made_at >= $since::TIMESTAMPTZ AND d.made_at < $until::TIMESTAMPTZ AND d.digest_id <> $but
