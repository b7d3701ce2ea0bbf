-- Whose stories did readers of this target mute since this moment, without it having been suggested to pause the outlet?
SELECT a.outlet_id, any_value(coalesce(o.name, a.outlet_id)) AS outlet, sum(f.readers)::INTEGER AS readers
FROM feedback AS f
JOIN digest_stories AS s ON s.digest_id = f.digest_id AND s.target = f.target AND s.story_id = f.story_id
JOIN articles AS a ON list_contains(s.article_ids, a.id) AND a.url = s.url
LEFT JOIN outlets AS o ON o.id = a.outlet_id
ANTI JOIN suggestions AS done ON done.target = f.target AND done.outlet_id = a.outlet_id
WHERE f.target = $target AND f.reaction = 'mute' AND f.read_at >= $since::TIMESTAMPTZ
GROUP BY a.outlet_id
ORDER BY readers DESC, a.outlet_id
