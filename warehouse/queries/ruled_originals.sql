-- Which of these articles did a person rule to be nobody's copy?
SELECT article_id
FROM (SELECT article_id, copy FROM judgements QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY id DESC) = 1)
WHERE NOT copy AND article_id IN (SELECT unnest($ids::BIGINT[]))
