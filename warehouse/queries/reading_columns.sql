-- Which columns has this view or table?
SELECT column_name, data_type, coalesce(comment, '')
FROM duckdb_columns()
WHERE database_name = 'copydesk' AND table_name = $name AND schema_name = $schema
ORDER BY column_index
