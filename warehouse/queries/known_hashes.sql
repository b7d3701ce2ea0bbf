-- Which keys need no fetching any more (as 64-bit hashes, ascending, sixteen hexadecimal digits each, in one string)?
SELECT string_agg(printf('%016x', hash), '' ORDER BY hash)
FROM (
    SELECT DISTINCT md5_number_lower(key) AS hash
    FROM (
        SELECT key FROM articles
        UNION ALL
        SELECT key FROM leads
        WHERE closed_at IS NOT NULL
            OR (next_try > $now::TIMESTAMPTZ AND next_try <= $now::TIMESTAMPTZ + INTERVAL 8 DAY)  -- as in known_leads
    )
)
