-- Which article has this key, or else this address, as its own, its canonical or another one it was met at?
WITH met AS MATERIALIZED ( -- with OR every address of all would be read
    SELECT id FROM articles WHERE key = $key
    UNION ALL
    SELECT id FROM articles WHERE url = $url
    UNION ALL
    SELECT id FROM articles WHERE canonical_url = $url
    UNION ALL
    SELECT article_id FROM article_urls WHERE key = $key OR url = $url
)
SELECT id
FROM articles
WHERE id IN (SELECT unnest((SELECT list(id) FROM met)))
ORDER BY key = $key DESC, url = $url DESC, canonical_url IS NOT DISTINCT FROM $url, id
LIMIT 1
