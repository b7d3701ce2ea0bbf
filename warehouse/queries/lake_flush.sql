-- Rows that stand in PostgreSQL go into files.
CALL ducklake_flush_inlined_data($catalog)
