-- Which passages show that these articles were taken from a seed, or from the copy of it that they were taken from?
SELECT e.article_id, e.a_text AS passage, e.b_text AS known_passage, e.similarity, coalesce(e.note, '') AS note, e.a_start AS starts
FROM copy_groups AS g
JOIN copy_evidence AS e ON e.article_id = g.article_id
    AND (e.seed_id = g.seed_id OR (e.known_id = g.parent_id AND g.parent_id IS NOT NULL))
WHERE g.article_id IN (SELECT unnest($ids::BIGINT[])) AND g.standing = 'copy'
QUALIFY e.seed_id IS NOT NULL OR count(*) FILTER (e.seed_id IS NOT NULL) OVER (PARTITION BY e.article_id) = 0
ORDER BY e.article_id, starts
