-- Which passages show it?
SELECT article_id, known_id, seed_id, seed_part, place, a_text, b_text, similarity, note
FROM (
    FROM store.copy_evidence WHERE article_id = $id
    UNION ALL -- with OR every passage of all would be read
    FROM store.copy_evidence WHERE known_id = $id AND article_id <> $id
)
ORDER BY place
