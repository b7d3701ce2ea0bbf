-- Which known texts does this article share wording or meaning with, strongest first?
SELECT
    v.kind, v.score, v.rule, v.shared_passage, v.coverage_article, v.coverage_known, v.newcomer_is_copy,
    v.direction_why, v.why, v.known_id, v.seed_id, v.seed_part, v.article_id,
    k.url AS known_url, k.title AS known_title, k.outlet_id AS known_outlet,
    s.title AS seed_title, s.outlet AS seed_outlet, s.url AS seed_url, s.language AS seed_language, coalesce(s.own, false) AS own_text
FROM store.copy_verdicts AS v
LEFT JOIN store.articles AS k ON k.id = CASE WHEN v.article_id = $id THEN v.known_id ELSE v.article_id END
LEFT JOIN store.seeds AS s ON s.seed_id = v.seed_id AND s.part = v.seed_part
WHERE v.article_id = $id OR v.known_id = $id
ORDER BY v.kind = 'none', v.score DESC
