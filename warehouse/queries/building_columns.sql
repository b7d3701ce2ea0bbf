-- Which tables (no column) and columns has the reading copy that is being built?
SELECT table_name, NULL FROM duckdb_tables() WHERE database_name = 'building'
UNION ALL
SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'building' AND NOT internal
