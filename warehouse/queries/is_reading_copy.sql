-- Was the file that is asked made by publishing?
SELECT 1 FROM duckdb_tables() WHERE database_name = 'copydesk' AND schema_name = 'store' AND table_name = 'reading_copy'
