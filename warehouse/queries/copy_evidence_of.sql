-- Which passages show what these articles are?
SELECT article_id, known_id, seed_id, seed_part, a_start, a_end, a_text, b_start, b_end, b_text, similarity, note
FROM copy_evidence
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
   OR known_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY article_id, known_id, seed_id, seed_part, place
