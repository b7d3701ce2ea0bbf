-- Which questions take a value: the macros, with their parameters and what they answer?
SELECT DISTINCT function_name, parameters, coalesce(comment, ''), function_type = 'table_macro' AS gives_rows
FROM duckdb_functions()
WHERE database_name = 'copydesk' AND NOT internal
ORDER BY function_name
