-- What changed on this article's page after it was read?
SELECT number, title, changes, told, read_at
FROM store.revisions
WHERE article_id = $id
ORDER BY number
