-- What do the cards of all articles say, in time order?
SELECT cards.article_id, epoch_us(cards.time) AS time, cards.card, cards.encoder, cards.vector
FROM story_cards AS cards SEMI JOIN story_articles AS told ON told.article_id = cards.article_id
ORDER BY cards.time, cards.article_id
