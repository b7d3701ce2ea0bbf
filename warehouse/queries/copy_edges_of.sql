-- Who was taken from whom among these articles as the pair verdicts saw it, and what did people rule?
WITH asked AS (
    SELECT unnest($ids::BIGINT[]) AS id
),
ruled AS (
    SELECT article_id, copy, original_id, seed_id, kind
    FROM judgements
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY id DESC) = 1
),
found AS (
    SELECT known_id IS NOT NULL AND NOT newcomer_is_copy AS turned,
           CASE WHEN turned THEN known_id ELSE article_id END AS copy,
           CASE WHEN turned THEN article_id ELSE known_id END AS original,
           seed_id, kind, score, kinship,
           CASE WHEN turned THEN coverage_known ELSE coverage_article END AS share,
           CASE WHEN turned THEN coverage_article ELSE coverage_known END AS share_back
    FROM copy_verdicts SEMI JOIN asked ON asked.id = copy_verdicts.article_id  -- what is known hangs together with it
    WHERE kind <> 'none'
    -- An article from which a seed was taken is nobody's copy; but one that the parts of a seed make up together
    -- (a bilingual page) only seems larger than each of them.
    QUALIFY newcomer_is_copy OR known_id IS NOT NULL
         OR sum(coverage_article) OVER (PARTITION BY article_id, seed_id) >= 0.8
),
best AS (
    SELECT copy, original, seed_id, arg_max(kind, score) AS kind, max(score) AS score, max(share) AS share,
           max(share_back) AS share_back, arg_max(turned, score) AS turned, arg_max(kinship, score) AS kinship
    FROM found
    GROUP BY copy, original, seed_id
)
SELECT best.copy, original, best.seed_id, best.kind, score, share, share_back, false AS by_person, turned, kinship
FROM best
LEFT JOIN ruled ON ruled.article_id = best.copy
WHERE ruled.copy IS NOT false  -- what a person ruled to be nobody's copy shares no more with these than its subject
UNION ALL
SELECT ruled.article_id, ruled.original_id, ruled.seed_id, coalesce(ruled.kind, best.kind, 'near'),
       coalesce(best.score, 1), coalesce(best.share, 1), coalesce(best.share_back, 1), true,
       coalesce(best.turned, false), best.kinship
FROM ruled
LEFT JOIN best
  ON best.copy = ruled.article_id
 AND best.original IS NOT DISTINCT FROM ruled.original_id
 AND best.seed_id IS NOT DISTINCT FROM ruled.seed_id
WHERE ruled.copy
  AND ruled.article_id IN (FROM asked)
