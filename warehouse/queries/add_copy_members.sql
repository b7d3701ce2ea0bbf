-- Keep where these articles stand among copies.
INSERT INTO copy_groups (article_id, standing, parent_id, seed_id, lead_id, kind, score, by_person, depth, certainty,
                         why, decided_at)
SELECT m.article_id, m.standing, m.parent_id, m.seed_id, m.lead_id, m.kind, m.score, m.by_person, m.depth, m.certainty,
       m.why, $now
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","standing":"VARCHAR","parent_id":"BIGINT",
        "seed_id":"VARCHAR","lead_id":"BIGINT","kind":"VARCHAR","score":"DOUBLE","by_person":"BOOLEAN",
        "depth":"INTEGER","certainty":"DOUBLE","why":"VARCHAR"}]')) AS m
)
