-- What is said about how open each model is, statements of copies last, with a number that changes with the statement?
SELECT f.model, f.model_id, f.licence, f.opened, f.claim, f.said_by, f.sentence, f.article_id, a.outlet_id,
    coalesce(o.name, a.outlet_id) AS outlet, coalesce(a.language, 'und') AS language,
    coalesce(a.published, a.fetched_at) AS time, told.story_id, g.article_id IS NOT NULL AS in_a_copy,
    hash(f.model, f.licence, f.opened, f.claim, f.said_by, f.sentence, a.id, o.name, a.language, time, told.story_id, in_a_copy) AS mark
FROM openness AS f
JOIN articles AS a ON a.id = f.article_id
JOIN story_articles AS told ON told.article_id = a.id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN copy_groups AS g ON g.article_id = a.id AND g.standing = 'copy'
WHERE f.model IS NOT NULL AND (f.licence IS NOT NULL OR len(f.opened) > 0 OR f.claim = 'contested')
ORDER BY f.model, in_a_copy, time, f.article_id
