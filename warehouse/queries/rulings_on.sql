-- What did people rule on these articles? The last word, by id, holds.
SELECT id, article_id, copy, original_id, seed_id, kind
FROM judgements
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
