-- Put the rows that come in into their order, the oldest first: of each key that is wanted the first row.
-- A table, so that what waits for its turn lies on the disk; a sort that is read step by step would hold all of it.
CREATE TABLE ordered AS
WITH first AS (
    SELECT min(place) AS place, arg_min(told_at, place) AS told_at
    FROM staged
    SEMI JOIN wanted USING (key)
    GROUP BY key
)
SELECT line
FROM staged
JOIN first USING (place)
ORDER BY first.told_at NULLS LAST, place
