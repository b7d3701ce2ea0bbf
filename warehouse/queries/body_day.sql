-- The texts fetched on one UTC day, as they lie there: nobody relies on an order, and an import may have brought a day of
-- a hundred thousand, which a sort would hold in memory.
SELECT b.article_id, b.part, b.language, b.text
FROM bodies AS b
JOIN articles AS a ON a.id = b.article_id
WHERE b.article_id BETWEEN $first_id AND $last_id
  AND a.id BETWEEN $first_id AND $last_id
  AND strftime(a.fetched_at, '%Y-%m-%d') = $day
