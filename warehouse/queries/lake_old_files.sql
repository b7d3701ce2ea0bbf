-- Files that no state shows any more are deleted.
CALL ducklake_cleanup_old_files($catalog, older_than => now() - $kept::INTERVAL)
