-- Which article has this key, or else this address, or else this address as its canonical one?
SELECT id
FROM articles
WHERE key = $key OR url = $url OR canonical_url = $url
ORDER BY key = $key DESC, url = $url DESC, id
LIMIT 1
