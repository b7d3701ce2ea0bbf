-- Open these stories.
INSERT INTO stories (id, opened_at, changed_at)
SELECT unnest($ids::BIGINT[]), $at::TIMESTAMPTZ, $at::TIMESTAMPTZ
