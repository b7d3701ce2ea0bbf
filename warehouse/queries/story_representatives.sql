-- Which articles tell these stories, and by which of them (the first and the latest with a card) are they compared?
SELECT told.story_id, told.article_id, cards.time IS NOT NULL AND (
        row_number() OVER (PARTITION BY told.story_id ORDER BY cards.time, told.article_id) <= $first
        OR row_number() OVER (PARTITION BY told.story_id ORDER BY cards.time DESC NULLS LAST, told.article_id DESC) <= $latest
    ) AS chosen
FROM story_articles AS told LEFT JOIN story_cards AS cards USING (article_id)
WHERE told.story_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
