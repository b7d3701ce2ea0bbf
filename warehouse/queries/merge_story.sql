-- This story is told by another one from now on.
UPDATE stories
SET merged_into = $kept, changed_at = $at::TIMESTAMPTZ
WHERE id = $id
