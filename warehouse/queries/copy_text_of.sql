-- What does this article say, part by part?
SELECT language, text
FROM bodies
WHERE article_id = $id
ORDER BY part
