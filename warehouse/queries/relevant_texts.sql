-- Titles and texts of the newest articles that a topic wants, to look for new names in (asked of the reading copy).
SELECT a.title, t.text
FROM articles AS a
JOIN texts AS t ON t.article_id = a.id
WHERE a.id IN (SELECT article_id FROM store.topic_verdicts WHERE relevant)
ORDER BY a.id DESC
LIMIT 2000
