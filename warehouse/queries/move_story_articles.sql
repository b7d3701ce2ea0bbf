-- A person puts these articles into this story: they stay there.
UPDATE story_articles
SET story_id = $story_id, pinned = true, score = 1, why = [$why], decided_at = $at::TIMESTAMPTZ
WHERE article_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
