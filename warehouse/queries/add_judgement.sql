-- Keep what a person ruled, with what its original is called now.
INSERT INTO judgements BY NAME
SELECT (SELECT coalesce(max(id), 0) + 1 FROM judgements) AS id, $article_id AS article_id, $copy AS copy,
       $original_id AS original_id, $seed_id AS seed_id, $kind AS kind, $note AS note, $now AS judged_at,
       $judged_by AS judged_by, original.title AS original_title, original.url AS original_url
FROM (SELECT 1) LEFT JOIN articles AS original ON original.id = $original_id
