-- Which story does this article tell, and who else tells it?
SELECT s.id, s.headline, s.first_time, s.last_time, s.reports, s.copies, s.outlets, s.languages, m.score, m.why, m.pinned, s.lead_article_id
FROM store.story_articles AS m JOIN store.stories AS s ON s.id = m.story_id
WHERE m.article_id = $id
