-- States of the lake of before are let go.
CALL ducklake_expire_snapshots($catalog, older_than => now() - $kept::INTERVAL)
