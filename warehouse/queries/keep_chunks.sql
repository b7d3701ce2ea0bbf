-- Keep the sums of what has been replaced; chunks without rows have none.
INSERT INTO building.publishing.chunks
SELECT fresh.*
FROM fresh_chunks AS fresh
SEMI JOIN changed_chunks USING (of_table, chunk)
