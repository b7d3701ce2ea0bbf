-- Is the commit of this word among the latest?
SELECT EXISTS (
    SELECT FROM (
        SELECT commit_extra_info AS word FROM ducklake_snapshot_changes ORDER BY snapshot_id DESC LIMIT 1000
    ) AS latest
    WHERE word = %s
)
