-- Which passages show it, for each copy in these stories and the text it was directly taken from, in the copy's order?
WITH step AS MATERIALIZED (
    SELECT m.story_id, g.article_id AS copy_id, g.parent_id, g.seed_id
    FROM story_articles AS m JOIN copy_groups AS g ON g.article_id = m.article_id
    WHERE m.story_id IN (SELECT unnest($ids::BIGINT[])) AND g.standing = 'copy'
)
SELECT s.story_id, s.copy_id, e.a_text AS passage, e.b_text AS known_passage, e.a_start AS starts, e.a_end AS ends,
    e.b_start AS known_starts, e.b_end AS known_ends, e.similarity, coalesce(e.note, '') AS note
FROM step AS s
JOIN copy_evidence AS e ON e.article_id = s.copy_id
    AND (e.known_id = s.parent_id OR (s.parent_id IS NULL AND e.seed_id = s.seed_id))
UNION ALL
SELECT s.story_id, s.copy_id, e.b_text, e.a_text, e.b_start, e.b_end, e.a_start, e.a_end, e.similarity, coalesce(e.note, '')
FROM step AS s JOIN copy_evidence AS e ON e.known_id = s.copy_id AND e.article_id = s.parent_id
ORDER BY s.story_id, s.copy_id, starts
