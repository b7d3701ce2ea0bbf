-- Store those of these articles whose key is not known yet; which ids did they get?
INSERT INTO articles (id, key, url, outlet_id, title, authors, published, published_from, modified, language, section,
                      tags, image, paywalled, text_from, canonical_url, words, removed, source, fetched_at, run_id)
SELECT (SELECT coalesce(max(id), 0) FROM articles) + row_number() OVER (ORDER BY a.place),
       a.key, a.url, a.outlet_id, a.title, a.authors, a.published, a.published_from, a.modified, a.language, a.section,
       a.tags, a.image, a.paywalled, a.text_from, a.canonical_url, a.words, a.removed, a.source,
       a.fetched_at, a.run_id
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"place":"INTEGER","key":"VARCHAR","url":"VARCHAR","outlet_id":"VARCHAR",
        "title":"VARCHAR","authors":["VARCHAR"],"published":"TIMESTAMPTZ","published_from":"VARCHAR",
        "modified":"TIMESTAMPTZ","language":"VARCHAR","section":"VARCHAR","tags":["VARCHAR"],"image":"VARCHAR",
        "paywalled":"BOOLEAN","text_from":"VARCHAR","canonical_url":"VARCHAR","words":"INTEGER",
        "removed":[{"line":"VARCHAR","reason":"VARCHAR"}],"source":"VARCHAR","fetched_at":"TIMESTAMPTZ","run_id":"BIGINT"}]')) AS a
)
ANTI JOIN articles AS stored ON stored.key = a.key
RETURNING key, id
