-- Up to which chunk does the reading copy show each table?
SELECT of_table, max(chunk)
FROM building.publishing.chunks
GROUP BY of_table
