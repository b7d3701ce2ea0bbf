-- What are the sketches of the newest articles?
SELECT article_id, three
FROM sketches
ORDER BY article_id DESC
LIMIT $most
