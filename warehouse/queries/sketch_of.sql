-- What is the sketch of this article?
SELECT three
FROM sketches
WHERE article_id = $id
