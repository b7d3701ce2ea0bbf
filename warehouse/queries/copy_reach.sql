-- Which articles hang together with these, over any number of steps: by a verdict, by their group, by a seed, by a judgement?
WITH RECURSIVE seeded AS (
    SELECT article_id, seed_id FROM copy_verdicts WHERE seed_id IS NOT NULL AND kind <> 'none'
    UNION ALL
    SELECT article_id, seed_id FROM judgements WHERE seed_id IS NOT NULL
),
steps AS MATERIALIZED (
    SELECT article_id AS one, known_id AS other FROM copy_verdicts WHERE kind <> 'none' AND known_id IS NOT NULL
    UNION ALL
    SELECT article_id, lead_id FROM copy_groups WHERE lead_id <> article_id
    UNION ALL
    SELECT article_id, original_id FROM judgements WHERE original_id IS NOT NULL
    UNION ALL
    SELECT article_id, -1 - (hash(seed_id) % 1_000_000_007)::BIGINT FROM seeded  -- no article has such a number
),
both_ways AS MATERIALIZED (
    SELECT one, other FROM steps UNION ALL SELECT other, one FROM steps
),
reached(id) AS (
    SELECT unnest($ids::BIGINT[])
    UNION
    SELECT other FROM reached JOIN both_ways ON one = id
)
SELECT id FROM reached WHERE id >= 0
