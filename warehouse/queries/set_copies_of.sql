-- Note which of these stored articles are copies of which article.
UPDATE story_articles
SET copy_of = given.copy_of
FROM (SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","copy_of":"BIGINT"}]'), recursive := true)) AS given
WHERE story_articles.article_id = given.article_id AND story_articles.copy_of IS DISTINCT FROM given.copy_of
