-- Where was this address found, and what became of it?
SELECT url, outlet_id, source_url, title, found_at, outcome, reason, attempts, next_try, closed_at
FROM (
    FROM store.leads WHERE key = $key
    UNION ALL -- with OR every lead of all would be read
    FROM store.leads WHERE url = $url AND key <> $key
)
ORDER BY found_at
LIMIT 1
