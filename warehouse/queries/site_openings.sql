-- How do the lead articles of these stories begin, in the language they are said to be in?
SELECT s.id AS story_id, left(arg_min(b.text, (b.language IS DISTINCT FROM a.language, b.part)), 1200) AS opening
FROM stories AS s
JOIN articles AS a ON a.id = s.lead_article_id
JOIN main.bodies AS b ON b.article_id = a.id
WHERE s.id IN (SELECT unnest($ids::BIGINT[]))
    AND b.article_id BETWEEN $first AND $last  -- lets DuckDB skip other days' texts
GROUP BY s.id
