-- Who was taken from whom among these articles, after what people ruled?
WITH asked AS (
    SELECT unnest($ids::BIGINT[]) AS id
),
ruled AS (
    SELECT article_id, copy, original_id, seed_id, kind
    FROM judgements
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY id DESC) = 1
),
found AS (
    SELECT CASE WHEN newcomer_is_copy OR known_id IS NULL THEN article_id ELSE known_id END AS copy,
           CASE WHEN newcomer_is_copy OR known_id IS NULL THEN known_id ELSE article_id END AS original,
           seed_id, kind, score,
           CASE WHEN newcomer_is_copy OR known_id IS NULL THEN coverage_article ELSE coverage_known END AS share
    FROM copy_verdicts
    WHERE kind <> 'none'
      AND (article_id IN (FROM asked) OR known_id IN (FROM asked))
    -- An article from which a seed was taken is nobody's copy; but one that the parts of a seed make up together
    -- (a bilingual page) only seems larger than each of them.
    QUALIFY newcomer_is_copy OR known_id IS NOT NULL
         OR sum(coverage_article) OVER (PARTITION BY article_id, seed_id) >= 0.8
),
best AS (
    SELECT copy, original, seed_id, arg_max(kind, score) AS kind, max(score) AS score, max(share) AS share
    FROM found
    GROUP BY copy, original, seed_id
)
SELECT copy, original, seed_id, kind, score, share, false AS by_person
FROM best
ANTI JOIN ruled ON ruled.article_id = best.copy
UNION ALL
SELECT ruled.article_id, ruled.original_id, ruled.seed_id, coalesce(ruled.kind, best.kind, 'near'),
       coalesce(best.score, 1), coalesce(best.share, 1), true
FROM ruled
LEFT JOIN best
  ON best.copy = ruled.article_id
 AND best.original IS NOT DISTINCT FROM ruled.original_id
 AND best.seed_id IS NOT DISTINCT FROM ruled.seed_id
WHERE ruled.copy
  AND ruled.article_id IN (FROM asked)
