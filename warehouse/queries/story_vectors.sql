-- Which vectors do the articles of open stories have?
SELECT told.story_id, cards.vector
FROM story_cards AS cards JOIN story_articles AS told USING (article_id)
WHERE cards.encoder = $encoder AND cards.time BETWEEN $since::TIMESTAMPTZ AND $until::TIMESTAMPTZ
