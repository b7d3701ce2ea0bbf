-- What do these stories say about how open models are, copies last?
WITH m AS MATERIALIZED (SELECT story_id, article_id FROM story_articles WHERE story_id IN (SELECT unnest($ids::BIGINT[])))
SELECT m.story_id, f.article_id, f.model, f.model_id, f.licence, f.opened, f.claim, f.said_by, f.sentence
FROM m JOIN openness AS f ON f.article_id = m.article_id
LEFT JOIN copy_groups AS g ON g.article_id = m.article_id AND g.standing = 'copy'
WHERE f.licence IS NOT NULL OR len(f.opened) > 0 OR f.claim = 'contested'
ORDER BY m.story_id, g.article_id IS NOT NULL, f.model, f.article_id
