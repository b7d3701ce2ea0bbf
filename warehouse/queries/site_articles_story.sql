-- Which stories do these articles tell now?
SELECT article_id, story_id FROM story_articles WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
