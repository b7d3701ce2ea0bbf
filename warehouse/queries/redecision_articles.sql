-- Which articles come next in the pass? Those whose texts were let go keep what was decided: there is nothing to read.
SELECT id
FROM articles
WHERE id > $up_to AND id <= $last_id AND fetched_at >= (SELECT coalesce(max(before), '-infinity') FROM text_retention)
ORDER BY id
LIMIT $size
