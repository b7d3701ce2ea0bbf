-- Which tables are there, and which columns of theirs are no raw bytes?
SELECT table_name, list(column_name ORDER BY column_index), list(data_type ORDER BY column_index)
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = current_schema() AND NOT internal AND data_type <> 'BLOB'
  AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database())
GROUP BY table_name
ORDER BY table_name
