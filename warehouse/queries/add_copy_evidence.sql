-- Keep the passages that show it.
INSERT INTO copy_evidence (article_id, known_id, seed_id, seed_part, place, a_start, a_end, a_text, b_start, b_end,
                           b_text, similarity, note)
SELECT e.article_id, e.known_id, e.seed_id, e.seed_part, e.place, e.a_start, e.a_end, e.a_text, e.b_start, e.b_end,
       e.b_text, e.similarity, e.note
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","known_id":"BIGINT","seed_id":"VARCHAR",
        "seed_part":"INTEGER","place":"INTEGER","a_start":"INTEGER","a_end":"INTEGER","a_text":"VARCHAR",
        "b_start":"INTEGER","b_end":"INTEGER","b_text":"VARCHAR","similarity":"DOUBLE","note":"VARCHAR"}]')) AS e
)
