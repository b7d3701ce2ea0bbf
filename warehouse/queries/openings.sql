-- How do these articles begin? (The bounds let DuckDB skip the texts of all other days.)
SELECT article_id, left(text, 3000)
FROM bodies
WHERE article_id BETWEEN $first AND $last AND part = 0 AND article_id IN (SELECT unnest($ids::BIGINT[]))
