-- Which share of the rows that every lookup of candidates reads has been deleted? (estimated_size counts those, too.)
SELECT coalesce(1 - (SELECT count(*) FROM sketch_hashes) / nullif(estimated_size, 0), 0)
FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = current_schema() AND table_name = 'sketch_hashes'
