-- Which passages show it?
SELECT article_id, known_id, seed_id, seed_part, place, a_text, b_text, similarity, note
FROM store.copy_evidence
WHERE article_id = $id OR known_id = $id
ORDER BY place
