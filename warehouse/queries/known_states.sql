-- What is remembered of the sources of these outlets? What a clock that ran ahead wrote of times holds no more.
SELECT url, etag, last_modified,
       CASE WHEN visited_at > $ahead THEN NULL ELSE next_due END,
       interval_seconds, failures,
       CASE WHEN visited_at > $ahead THEN NULL ELSE last_success END,
       moved_to,
       CASE WHEN visited_at > $ahead THEN NULL ELSE failing_since END
FROM sources
WHERE outlet_id IN (SELECT unnest($outlets::VARCHAR[]))
