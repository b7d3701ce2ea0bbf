-- What is known of these articles besides their text?
SELECT id, key, url, outlet_id, title, language, fetched_at, run_id, words, authors, published, published_from,
       modified, canonical_url, section, tags, image, paywalled, text_from, removed, source
FROM articles
WHERE id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY id
