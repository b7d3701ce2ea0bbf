-- Which story does every article tell, and did a person place it?
SELECT article_id, story_id, copy_of, pinned
FROM story_articles
