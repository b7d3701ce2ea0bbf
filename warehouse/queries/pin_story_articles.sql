-- A person looked at this story: what is in it stays there.
UPDATE story_articles
SET pinned = true
WHERE story_id = $story_id
