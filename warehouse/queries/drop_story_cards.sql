-- Forget the cards of these articles.
DELETE FROM story_cards
WHERE article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
