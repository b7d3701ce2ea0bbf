-- When did crawls begin that ended well, and when were digests made, as the reading copy has it?
SELECT
    (SELECT list(started_at ORDER BY started_at) FROM (
        SELECT started_at FROM store.runs WHERE kind = 'crawl' AND status IN ('ok', 'partial')
        ORDER BY started_at DESC LIMIT 60
    )) AS crawls,
    (SELECT list(made_at ORDER BY made_at) FROM (
        SELECT DISTINCT made_at FROM store.digests ORDER BY made_at DESC LIMIT 60
    )) AS digests
