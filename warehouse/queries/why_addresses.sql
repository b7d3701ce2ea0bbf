-- At which other addresses was this article met, and what says that it is the same page?
SELECT url, why, found_at
FROM store.article_urls
WHERE article_id = $id
ORDER BY found_at, url
