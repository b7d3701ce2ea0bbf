-- Which of these articles lead a group in which others are copies?
SELECT DISTINCT lead_id
FROM copy_groups
WHERE standing = 'copy' AND lead_id <> article_id AND lead_id IN (SELECT unnest($ids::BIGINT[]))
