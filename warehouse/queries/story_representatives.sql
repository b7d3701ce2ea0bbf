-- Which articles tell these stories, and by which of them (the first and the latest with a card) are they compared?
WITH told AS MATERIALIZED (
    SELECT story_id, article_id
    FROM story_articles
    WHERE story_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
), dated AS MATERIALIZED (  -- a semi join reads no more of a large table than the span of the ids
    SELECT article_id, time
    FROM story_cards SEMI JOIN told USING (article_id)
)
SELECT told.story_id, told.article_id, dated.time IS NOT NULL AND (
        row_number() OVER (PARTITION BY told.story_id ORDER BY dated.time, told.article_id) <= $first
        OR row_number() OVER (PARTITION BY told.story_id ORDER BY dated.time DESC NULLS LAST, told.article_id DESC) <= $latest
    ) AS chosen
FROM told LEFT JOIN dated USING (article_id)
