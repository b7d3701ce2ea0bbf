-- Forget the passages that showed what these articles were as newcomers.
DELETE FROM copy_evidence
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
