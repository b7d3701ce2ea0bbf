-- What do the newest $most cards since $from say, in time order, where do their articles stand, and may they not move?
SELECT cards.article_id, epoch_us(cards.time) AS time, cards.card, cards.encoder, cards.vector,
    told.story_id, told.copy_of, told.pinned OR cards.time < $since::TIMESTAMPTZ AS stays
FROM story_cards AS cards
JOIN story_articles AS told USING (article_id)
WHERE cards.time >= $from::TIMESTAMPTZ
QUALIFY row_number() OVER (ORDER BY cards.time DESC, cards.article_id DESC) <= $most
ORDER BY cards.time, cards.article_id
