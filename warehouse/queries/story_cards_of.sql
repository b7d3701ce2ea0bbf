-- What do the cards of these articles say? In a statement of its own: joined to the choice, every card would be read.
SELECT article_id, epoch_us(time) AS time, card, encoder, vector
FROM story_cards
WHERE article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
