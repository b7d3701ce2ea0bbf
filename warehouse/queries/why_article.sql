-- Which stored article has this key or address, with its outlet?
SELECT a.*, o.name AS outlet_name
FROM store.articles AS a LEFT JOIN store.outlets AS o ON o.id = a.outlet_id
WHERE a.key = $key OR a.url = $url OR a.canonical_url = $url
ORDER BY a.key = $key DESC, a.id
LIMIT 1
