-- Which story does this article tell, and who else tells it?
SELECT s.id, s.headline, s.first_time, s.last_time, s.reports, s.independent, s.common_sources, s.copies, s.outlets, s.languages, m.score, m.why, m.pinned, s.lead_article_id,
    o.what AS origin, coalesce(named.name, nullif(o.outlet, '')) AS origin_outlet, o.why AS origin_why
FROM store.story_articles AS m
JOIN store.stories AS s ON s.id = m.story_id
LEFT JOIN store.story_origins AS o ON o.story_id = s.id AND list_contains(o.article_ids, m.article_id)
LEFT JOIN store.outlets AS named ON named.id = o.outlet
WHERE m.article_id = $id
