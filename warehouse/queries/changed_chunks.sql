-- Which chunks are others than the reading copy shows? Of tables that only grow ($starts) the earlier ones were not read.
CREATE OR REPLACE TEMP TABLE changed_chunks AS
WITH starts AS (SELECT each[1] AS of_table, each[2]::BIGINT AS chunk FROM (SELECT unnest($starts::VARCHAR[][]) AS each)),
shown AS (
    SELECT known.*
    FROM building.publishing.chunks AS known
    LEFT JOIN starts ON starts.of_table = known.of_table
    WHERE starts.chunk IS NULL OR known.chunk >= starts.chunk
)
SELECT of_table, chunk
FROM fresh_chunks AS fresh
FULL JOIN shown USING (of_table, chunk)
WHERE fresh.rows IS DISTINCT FROM shown.rows OR fresh.mark IS DISTINCT FROM shown.mark
