-- What is said of the live file's tables (no column) and of their columns?
SELECT table_name, NULL AS column_name, comment
FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = current_schema() AND comment IS NOT NULL
UNION ALL
SELECT table_name, column_name, comment
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = current_schema() AND NOT internal AND comment IS NOT NULL
  AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database())
