-- Which of these articles have anything to do with copies: by a verdict, a group or a judgement?
WITH asked AS (
    SELECT unnest($ids::BIGINT[]) AS id
)
SELECT article_id FROM copy_verdicts SEMI JOIN asked ON asked.id = copy_verdicts.article_id WHERE kind <> 'none'
UNION
SELECT known_id FROM copy_verdicts SEMI JOIN asked ON asked.id = copy_verdicts.known_id WHERE kind <> 'none'
UNION
SELECT article_id FROM copy_groups SEMI JOIN asked ON asked.id = copy_groups.article_id
UNION
SELECT article_id FROM judgements SEMI JOIN asked ON asked.id = judgements.article_id
UNION
SELECT original_id FROM judgements SEMI JOIN asked ON asked.id = judgements.original_id
