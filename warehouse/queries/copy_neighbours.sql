-- Which articles hang together with these: by a verdict, by their group, by a seed, by a judgement?
WITH asked AS (
    SELECT unnest($ids::BIGINT[]) AS id
),
leads AS (
    SELECT DISTINCT lead_id FROM copy_groups SEMI JOIN asked ON asked.id = copy_groups.article_id
    WHERE lead_id IS NOT NULL
),
shared_seeds AS (
    SELECT DISTINCT seed_id FROM copy_verdicts SEMI JOIN asked ON asked.id = copy_verdicts.article_id
    WHERE seed_id IS NOT NULL AND kind <> 'none'
    UNION
    SELECT DISTINCT seed_id FROM judgements SEMI JOIN asked ON asked.id = judgements.article_id
    WHERE seed_id IS NOT NULL
)
SELECT known_id FROM copy_verdicts SEMI JOIN asked ON asked.id = copy_verdicts.article_id
WHERE kind <> 'none' AND known_id IS NOT NULL
UNION
SELECT article_id FROM copy_verdicts SEMI JOIN asked ON asked.id = copy_verdicts.known_id WHERE kind <> 'none'
UNION
SELECT article_id FROM copy_verdicts SEMI JOIN shared_seeds USING (seed_id) WHERE kind <> 'none'
UNION
SELECT article_id FROM copy_groups SEMI JOIN leads USING (lead_id)
UNION
SELECT original_id FROM judgements SEMI JOIN asked ON asked.id = judgements.article_id WHERE original_id IS NOT NULL
UNION
SELECT article_id FROM judgements SEMI JOIN asked ON asked.id = judgements.original_id
