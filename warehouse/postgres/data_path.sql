-- Where are the lake's data files, as its catalog says?
SELECT value FROM ducklake_metadata WHERE key = 'data_path' LIMIT 1
