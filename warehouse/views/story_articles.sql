-- Which article tells which story, and why?
CREATE OR REPLACE VIEW story_articles AS
SELECT story_id, article_id, 's' || story_id AS story_handle, 'a' || article_id AS handle, score, why, copy_of, pinned, decided_at
FROM store.story_articles;
COMMENT ON VIEW story_articles IS 'One row an article: the story it tells';
COMMENT ON COLUMN story_articles.story_id IS 'The story (see stories.id)';
COMMENT ON COLUMN story_articles.article_id IS 'The article (see articles.id)';
COMMENT ON COLUMN story_articles.story_handle IS 'Short id of the story: s7';
COMMENT ON COLUMN story_articles.handle IS 'Short id of the article: a34';
COMMENT ON COLUMN story_articles.score IS '0 to 1; 1 where it opened the story, is a copy, or a person placed it';
COMMENT ON COLUMN story_articles.why IS 'The reasons in words: shared names, title words, numbers, dates';
COMMENT ON COLUMN story_articles.copy_of IS 'The article it copies; NULL if it is a report of its own';
COMMENT ON COLUMN story_articles.pinned IS 'A person placed it here (story merge, story split)';
COMMENT ON COLUMN story_articles.decided_at IS 'When that was decided';
