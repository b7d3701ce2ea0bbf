-- What changed on the pages of these stories after they were read?
SELECT m.story_id, r.article_id, r.read_at, told.change.what, told.change.before, told.change.after
FROM story_articles AS m
JOIN revisions AS r ON r.article_id = m.article_id
CROSS JOIN unnest(r.changes) AS told(change)
WHERE m.story_id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY m.story_id, r.read_at, r.article_id
