-- Which rows come in, the oldest first? The first row of each key that is wanted.
SELECT line
FROM staged
JOIN wanted USING (key)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY place) = 1
ORDER BY told_at NULLS LAST, place
