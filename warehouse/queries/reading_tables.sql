-- What can be asked: views first, then the tables as stored?
SELECT name, comment
FROM (
    SELECT 1 AS place, view_name AS name, coalesce(comment, '') AS comment FROM duckdb_views() WHERE database_name = 'copydesk' AND NOT internal
    UNION ALL
    SELECT 2, 'store.' || table_name, coalesce(comment, '') FROM duckdb_tables() WHERE database_name = 'copydesk' AND schema_name = 'store'
)
ORDER BY place, name
