-- How do these articles begin, in the language they are said to be in? (The bounds let DuckDB skip other days' texts.)
SELECT b.article_id, left(arg_min(b.text, (b.language IS DISTINCT FROM a.language, b.part)), 3000)
FROM bodies AS b
JOIN articles AS a ON a.id = b.article_id
WHERE b.article_id BETWEEN $first AND $last AND b.article_id IN (SELECT unnest($ids::BIGINT[]))
GROUP BY b.article_id
