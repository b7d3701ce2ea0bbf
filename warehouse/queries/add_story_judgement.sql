-- Keep what a person decided about stories.
INSERT INTO story_judgements (kind, story_id, other_id, article_ids, decided_at, decided_by)
VALUES ($kind, $story_id, $other_id, from_json($ids::JSON, '["BIGINT"]'), $at::TIMESTAMPTZ, $by)
