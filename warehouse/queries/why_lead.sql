-- Where was this address found, and what became of it?
SELECT url, outlet_id, source_url, title, found_at, outcome, reason, attempts, next_try, closed_at
FROM store.leads
WHERE key = $key OR url = $url
ORDER BY found_at
LIMIT 1
