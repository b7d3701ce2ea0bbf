-- What of these articles' texts would show a common source? (The range lets DuckDB skip what lies outside.)
SELECT article_id, runs, quotes, numbers, credits
FROM imprints
WHERE article_id BETWEEN $first AND $last AND article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
