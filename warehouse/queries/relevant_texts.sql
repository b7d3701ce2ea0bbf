-- Titles and texts of the newest articles that a topic wants, to look for names in.
SELECT a.title, string_agg(b.text, chr(10) || chr(10) ORDER BY b.part) AS text
FROM store.articles AS a
JOIN store.bodies AS b ON b.article_id = a.id
WHERE a.id IN (SELECT article_id FROM store.topic_verdicts WHERE relevant)
GROUP BY a.id, a.title
ORDER BY a.id DESC
LIMIT $most
