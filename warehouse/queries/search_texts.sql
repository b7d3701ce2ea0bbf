-- What do these articles say?
SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY part)
FROM bodies
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
GROUP BY article_id
