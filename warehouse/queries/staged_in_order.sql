-- Which rows come in, the oldest first? Of each key that is wanted the first row.
SELECT min(place) AS place
FROM staged
SEMI JOIN wanted USING (key)
GROUP BY key
ORDER BY arg_min(told_at, place) NULLS LAST, place
