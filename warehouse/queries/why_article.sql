-- Which stored article has this key or address, as its own or another one, with its outlet?
SELECT a.*, o.name AS outlet_name
FROM store.articles AS a LEFT JOIN store.outlets AS o ON o.id = a.outlet_id
WHERE a.key = $key OR a.url = $url OR a.canonical_url = $url
    OR a.id IN (SELECT article_id FROM store.article_urls AS other WHERE other.key = $key OR other.url = $url)
ORDER BY a.key = $key DESC, a.url = $url DESC, a.canonical_url IS NOT DISTINCT FROM $url, a.id
LIMIT 1
