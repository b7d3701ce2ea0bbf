-- Keep what these pairs were found to be.
INSERT INTO copy_verdicts (article_id, known_id, seed_id, seed_part, kind, score, rule, shared_passage,
                           coverage_article, coverage_known, newcomer_is_copy, direction_why, why, kinship, rules,
                           decided_at)
SELECT v.article_id, v.known_id, v.seed_id, v.seed_part, v.kind, v.score, v.rule, v.shared_passage,
       v.coverage_article, v.coverage_known, v.newcomer_is_copy, v.direction_why, v.why, v.kinship, $rules, $now
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","known_id":"BIGINT","seed_id":"VARCHAR",
        "seed_part":"INTEGER","kind":"VARCHAR","score":"DOUBLE","rule":"VARCHAR","shared_passage":"BOOLEAN",
        "coverage_article":"DOUBLE","coverage_known":"DOUBLE","newcomer_is_copy":"BOOLEAN",
        "direction_why":"VARCHAR","why":["VARCHAR"],"kinship":{"own_a":"INTEGER","own_b":"INTEGER","all_a":"INTEGER",
        "all_b":"INTEGER","gaps_a":"INTEGER","gaps_b":"INTEGER","rarer_a":"DOUBLE","frame_a":"INTEGER",
        "frame_b":"INTEGER"}}]')) AS v
)
