-- In which format of DuckDB is the file, and which DuckDB reads it?
SELECT tags['storage_version'], version()
FROM duckdb_databases()
WHERE database_name = current_database()
