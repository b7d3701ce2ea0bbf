-- Open these stories.
INSERT INTO stories (id, opened_at, changed_at)
SELECT unnest(from_json($ids::JSON, '["BIGINT"]')), $at::TIMESTAMPTZ, $at::TIMESTAMPTZ
