-- Which buckets must be read? A small dense key of its own: DuckDB then joins by position, not by hash.
CREATE OR REPLACE TEMP TABLE probe_buckets AS
SELECT DISTINCT bucket
FROM probe_hashes
