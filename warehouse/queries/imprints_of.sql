-- What of these articles' texts would show a common source?
SELECT article_id, runs, quotes, numbers, credits
FROM imprints SEMI JOIN (SELECT unnest($ids::BIGINT[]) AS id) AS asked ON asked.id = imprints.article_id
