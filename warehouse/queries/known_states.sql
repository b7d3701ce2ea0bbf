-- What is remembered of the sources of these outlets?
SELECT url, etag, last_modified, next_due, interval_seconds, failures, last_success, moved_to, failing_since
FROM sources
WHERE outlet_id IN (SELECT unnest($outlets::VARCHAR[]))
