-- Store these articles, whose ids are decided.
INSERT INTO articles (id, key, url, outlet_id, title, authors, published, published_from, modified, language, section,
                      tags, image, paywalled, text_from, canonical_url, words, removed, source, fetched_at, run_id)
SELECT a.id,
       a.key, a.url, a.outlet_id, a.title, a.authors, a.published, a.published_from, a.modified, a.language, a.section,
       a.tags, a.image, a.paywalled, a.text_from, a.canonical_url, a.words, a.removed, a.source,
       a.fetched_at, a.run_id
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"id":"BIGINT","key":"VARCHAR","url":"VARCHAR","outlet_id":"VARCHAR",
        "title":"VARCHAR","authors":["VARCHAR"],"published":"TIMESTAMPTZ","published_from":"VARCHAR",
        "modified":"TIMESTAMPTZ","language":"VARCHAR","section":"VARCHAR","tags":["VARCHAR"],"image":"VARCHAR",
        "paywalled":"BOOLEAN","text_from":"VARCHAR","canonical_url":"VARCHAR","words":"INTEGER",
        "removed":[{"line":"VARCHAR","reason":"VARCHAR"}],"source":"VARCHAR","fetched_at":"TIMESTAMPTZ","run_id":"BIGINT"}]')) AS a
)
