-- How many bytes does DuckDB hold that are no copy of the file, and is it a file that it works on?
SELECT
    (SELECT coalesce(sum(memory_usage_bytes), 0) FROM duckdb_memory() WHERE tag <> 'BASE_TABLE'),
    coalesce((SELECT type = 'duckdb' AND path IS NOT NULL FROM duckdb_databases() WHERE database_name = current_database()), false)
