-- Keep those of these leads that are not known as leads yet; they are open.
INSERT INTO leads (key, url, outlet_id, source_url, title, published, summary, content, authors, language, guid,
                   promise, found_at, run_id, attempts, outcome)
SELECT l.key, l.url, l.outlet_id, l.source_url, l.title, l.published, l.summary, l.content, l.authors, l.language,
       l.guid, l.promise, $now, $run_id, 0, 'open'
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"key":"VARCHAR","url":"VARCHAR","outlet_id":"VARCHAR",
        "source_url":"VARCHAR","title":"VARCHAR","published":"TIMESTAMPTZ","summary":"VARCHAR","content":"VARCHAR",
        "authors":["VARCHAR"],"language":"VARCHAR","guid":"VARCHAR","promise":"DOUBLE"}]')) AS l
)
ANTI JOIN leads AS kept ON kept.key = l.key
