-- What do these of the articles $first to $last say, part by part?
SELECT article_id, language, text
FROM bodies
WHERE article_id BETWEEN $first AND $last
  AND article_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY article_id, part
