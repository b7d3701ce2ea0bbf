-- The texts fetched on these UTC days, put aside in memory for their files.
CREATE OR REPLACE TEMP TABLE bodies_of_days AS
SELECT strftime(a.fetched_at, '%Y-%m-%d') AS day, b.article_id, b.part, b.language, b.text
FROM bodies AS b
JOIN articles AS a ON a.id = b.article_id
WHERE b.article_id BETWEEN $first_id AND $last_id
  AND a.id BETWEEN $first_id AND $last_id
  AND strftime(a.fetched_at, '%Y-%m-%d') IN (SELECT unnest($days::VARCHAR[]))
