-- Which pairs did people judge, with their texts? A "not a copy" names every pair that a rule had called one.
WITH ruled AS (
    SELECT *
    FROM judgements
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY id DESC) = 1
),
called AS (
    SELECT CASE WHEN newcomer_is_copy THEN article_id ELSE known_id END AS copy_id,
           CASE WHEN newcomer_is_copy THEN known_id ELSE article_id END AS original_id, seed_id, max_by(kind, score) AS kind
    FROM copy_verdicts
    WHERE kind <> 'none'
    GROUP BY ALL
),
pairs AS (
    SELECT ruled.id, ruled.article_id, ruled.original_id, ruled.seed_id, coalesce(ruled.kind, called.kind, 'near') AS kind,
           ruled.note, ruled.judged_at
    FROM ruled
    LEFT JOIN called
      ON called.copy_id = ruled.article_id
     AND called.original_id IS NOT DISTINCT FROM ruled.original_id
     AND called.seed_id IS NOT DISTINCT FROM ruled.seed_id
    WHERE ruled.copy
    UNION ALL
    SELECT ruled.id, ruled.article_id, called.original_id, called.seed_id, 'none', ruled.note, ruled.judged_at
    FROM ruled
    JOIN called ON called.copy_id = ruled.article_id
    WHERE NOT ruled.copy
),
texts AS (
    SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY part) AS text
    FROM bodies
    WHERE article_id IN (SELECT article_id FROM pairs UNION SELECT original_id FROM pairs)
    GROUP BY article_id
)
SELECT 'judgement-' || pairs.id || '-' || coalesce(pairs.original_id::VARCHAR, 'seed-' || pairs.seed_id, '0') AS id,
       pairs.kind, pairs.kind AS label, mine.text AS a, coalesce(theirs.text, own.text) AS b,
       article.language AS lang_a, original.language AS lang_b, article.url AS url_a,
       coalesce(original.url, own.url) AS url_b, pairs.seed_id, pairs.note, pairs.judged_at
FROM pairs
JOIN articles AS article ON article.id = pairs.article_id
LEFT JOIN articles AS original ON original.id = pairs.original_id
LEFT JOIN texts AS mine ON mine.article_id = pairs.article_id
LEFT JOIN texts AS theirs ON theirs.article_id = pairs.original_id
LEFT JOIN user_seeds AS own ON own.seed_id = pairs.seed_id
ORDER BY pairs.id, pairs.original_id, pairs.seed_id
