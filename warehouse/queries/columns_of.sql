-- Which columns has a table?
SELECT column_name
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = current_schema() AND table_name = $table
