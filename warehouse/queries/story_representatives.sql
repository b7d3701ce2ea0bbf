-- By which cards are these stories compared: the first and the latest of each?
WITH chosen AS MATERIALIZED (
    SELECT told.story_id, cards.article_id
    FROM story_articles AS told JOIN story_cards AS cards USING (article_id)
    WHERE told.story_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
    QUALIFY row_number() OVER (PARTITION BY told.story_id ORDER BY cards.time, cards.article_id) <= $first
         OR row_number() OVER (PARTITION BY told.story_id ORDER BY cards.time DESC, cards.article_id DESC) <= $latest
)
SELECT chosen.story_id, cards.article_id, epoch_us(cards.time) AS time, cards.card, cards.encoder, cards.vector
FROM chosen JOIN story_cards AS cards USING (article_id)
ORDER BY chosen.story_id, cards.time, cards.article_id
