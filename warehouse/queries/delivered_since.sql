-- Which digests of this target were delivered since this moment, oldest first?
SELECT digest_id FROM digests
WHERE target = $target AND state = 'delivered' AND made_at >= $since::TIMESTAMPTZ
ORDER BY made_at
