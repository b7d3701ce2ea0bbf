-- Keep what tells these articles' pages from others of their outlets.
INSERT INTO article_pages (article_id, outlet_id, text_digest, title_digest, canonical_key, guid_digest)
SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","outlet":"VARCHAR","text":"UBIGINT","title":"UBIGINT",
    "canonical":"VARCHAR","guid":"UBIGINT"}]'), recursive := true)
