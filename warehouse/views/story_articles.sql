-- Which article tells which story, in which language, and why?
CREATE OR REPLACE VIEW story_articles AS
SELECT m.story_id, 's' || m.story_id AS story_handle, m.article_id, 'a' || m.article_id AS handle, a.outlet_id AS outlet,
    a.language, a.title, a.url, coalesce(a.published, a.fetched_at) AS time, m.score, m.why, m.copy_of, m.pinned,
    m.decided_at
FROM store.story_articles AS m
JOIN store.articles AS a ON a.id = m.article_id;
COMMENT ON VIEW story_articles IS 'One row an article: the story it tells; joins stories by story_id = id';
COMMENT ON COLUMN story_articles.story_id IS 'The story (see stories.id)';
COMMENT ON COLUMN story_articles.story_handle IS 'Short id of the story: s7';
COMMENT ON COLUMN story_articles.article_id IS 'The article (see articles.id)';
COMMENT ON COLUMN story_articles.handle IS 'Short id of the article: a34';
COMMENT ON COLUMN story_articles.outlet IS 'Id of its outlet';
COMMENT ON COLUMN story_articles.language IS 'ISO 639-1 code of its text';
COMMENT ON COLUMN story_articles.title IS 'Its headline';
COMMENT ON COLUMN story_articles.url IS 'Its address';
COMMENT ON COLUMN story_articles.time IS 'When it was published, else fetched';
COMMENT ON COLUMN story_articles.score IS '0 to 1; 1 where it opened the story, is a copy, or a person placed it';
COMMENT ON COLUMN story_articles.why IS 'The reasons in words: shared names, title words, numbers, dates';
COMMENT ON COLUMN story_articles.copy_of IS 'The article it copies; NULL if it is a report of its own';
COMMENT ON COLUMN story_articles.pinned IS 'A person placed it here (story merge, story split)';
COMMENT ON COLUMN story_articles.decided_at IS 'When that was decided';
