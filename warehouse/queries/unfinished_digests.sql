-- Which digests for this target were made but are not delivered in full, oldest first?
SELECT digest_id FROM digests WHERE target = $target AND state = 'made' ORDER BY day, edition
