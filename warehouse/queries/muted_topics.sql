-- Which of these topics did readers of this target mute in several stories of several outlets, without it having been suggested?
SELECT v.topic, sum(f.readers)::INTEGER AS readers
FROM feedback AS f
JOIN digest_stories AS s ON s.digest_id = f.digest_id AND s.target = f.target AND s.story_id = f.story_id
JOIN articles AS a ON list_contains(s.article_ids, a.id) AND a.url = s.url
JOIN topic_verdicts AS v ON v.article_id = a.id AND v.relevant AND v.topic IN (SELECT unnest($topics::VARCHAR[]))
ANTI JOIN suggestions AS done ON done.target = f.target AND done.topic = v.topic
WHERE f.target = $target AND f.reaction = 'mute' AND f.read_at >= $since::TIMESTAMPTZ
GROUP BY v.topic
HAVING count(DISTINCT f.story_id) >= 2 AND count(DISTINCT a.outlet_id) >= 2
ORDER BY readers DESC, v.topic
