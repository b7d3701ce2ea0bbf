-- Which article has this key, or else this address, as its own, its canonical or another one it was met at?
SELECT id
FROM articles
WHERE key = $key OR url = $url OR canonical_url = $url
    OR id IN (SELECT article_id FROM article_urls AS other WHERE other.key = $key OR other.url = $url)
ORDER BY key = $key DESC, url = $url DESC, canonical_url IS NOT DISTINCT FROM $url, id
LIMIT 1
