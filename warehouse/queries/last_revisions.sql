-- What did the latest revision of each of these articles say?
SELECT article_id, number, title, text
FROM revisions
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY number DESC) = 1
