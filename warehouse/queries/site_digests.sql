-- Which digests were made, newest first, and what does the page of each stand on, as one number?
WITH told AS (
    SELECT digest_id, target, list(story_id ORDER BY place) AS story_ids,
        sum(hash(place, story_id, title, url, outlet, published, sentence, why, also_in, copies, names, revision, corrected)::HUGEINT) AS state
    FROM digest_stories
    GROUP BY digest_id, target
)
SELECT d.digest_id, d.target, d.topic, d.title, d.day::VARCHAR AS day, d.edition, d.made_at, coalesce(told.story_ids, []) AS story_ids,
    hash(told.state, d.title, d.health, d.notes, d.articles, d.copies, d.left_over, d.changes)::VARCHAR AS state
FROM digests AS d
LEFT JOIN told ON told.digest_id = d.digest_id AND told.target = d.target
ORDER BY day DESC, d.made_at DESC, d.digest_id, d.target
