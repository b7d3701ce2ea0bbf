-- Which leads of these outlets may be fetched now, most promising and then oldest first?
SELECT url, key, outlet_id, source_url, title, published, summary, content, authors, language, guid,
       promise, attempts
FROM leads
WHERE outlet_id IN (SELECT unnest($outlets::VARCHAR[]))
  AND closed_at IS NULL
  AND (next_try IS NULL OR next_try <= $now OR next_try > $now::TIMESTAMPTZ + INTERVAL 8 DAY)  -- none waits so long
QUALIFY row_number() OVER (PARTITION BY outlet_id ORDER BY promise DESC, found_at, published DESC NULLS LAST, key) <= $most
ORDER BY outlet_id, promise DESC, found_at, published DESC NULLS LAST, key
