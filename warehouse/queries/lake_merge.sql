-- Small files that adjoin become one.
CALL ducklake_merge_adjacent_files($catalog)
