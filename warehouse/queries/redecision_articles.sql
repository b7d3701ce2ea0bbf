-- Which articles come next in the pass?
SELECT id
FROM articles
WHERE id > $up_to AND id <= $last_id
ORDER BY id
LIMIT $size
