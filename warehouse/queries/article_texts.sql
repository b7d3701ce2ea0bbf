-- What do these articles say, part by part?
SELECT article_id, language, text
FROM bodies
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY article_id, part
