-- Which kept verdicts name these articles, strongest first?
SELECT article_id, known_id, seed_id, seed_part, kind, score, rule, shared_passage, coverage_article, coverage_known,
       newcomer_is_copy, direction_why, why, kinship
FROM copy_verdicts
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
   OR known_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY list_position(['exact', 'near', 'excerpt', 'spun', 'translation', 'rewrite', 'none'], kind), score DESC,
         article_id, known_id, seed_id, seed_part
