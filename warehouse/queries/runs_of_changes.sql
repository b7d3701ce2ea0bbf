-- Which chunks of a table changed, as runs of adjoining ones: first and last?
SELECT min(chunk), max(chunk)
FROM (
    SELECT chunk, chunk - row_number() OVER (ORDER BY chunk) AS run
    FROM changed_chunks
    WHERE of_table = $table
)
GROUP BY run
ORDER BY 1
