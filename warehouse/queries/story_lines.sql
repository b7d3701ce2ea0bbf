-- Which articles tell this story, in time order, and why are they in it?
SELECT told.article_id, articles.title, articles.url, articles.outlet_id, articles.language,
    coalesce(articles.published, articles.fetched_at) AS time, told.score, told.why, told.copy_of, told.pinned,
    told.decided_at
FROM story_articles AS told JOIN articles ON articles.id = told.article_id
WHERE told.story_id = $id
ORDER BY time, told.article_id
