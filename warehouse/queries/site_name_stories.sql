-- Which are the newest $most stories that name each name?
SELECT name_id, list(story_id ORDER BY first_time DESC, story_id DESC)[:$most] AS story_ids
FROM (
    SELECT DISTINCT n.name_id, m.story_id, s.first_time
    FROM mentions AS n
    JOIN story_articles AS m USING (article_id)
    JOIN stories AS s ON s.id = m.story_id
)
GROUP BY name_id
ORDER BY name_id
