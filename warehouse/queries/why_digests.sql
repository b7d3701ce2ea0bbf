-- In which digests was this article told?
SELECT d.digest_id, d.target, d.day, d.state, d.delivered_at, s.place, s.title
FROM store.digest_stories AS s JOIN store.digests AS d ON d.digest_id = s.digest_id AND d.target = s.target
WHERE list_contains(s.article_ids, $id)
ORDER BY d.day
