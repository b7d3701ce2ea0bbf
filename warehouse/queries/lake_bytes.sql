-- How many bytes do the lake's data files take?
SELECT sum(file_size_bytes) + sum(coalesce(delete_file_size_bytes, 0))
FROM ducklake_table_info($catalog)
