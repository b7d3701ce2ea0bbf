-- What are the sketches of these articles?
SELECT article_id, words, total_three, total_five, three
FROM sketches
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
