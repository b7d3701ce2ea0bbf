-- Forget the cards of these articles.
DELETE FROM story_cards
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
