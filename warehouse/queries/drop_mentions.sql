-- Forget which names these articles hold.
DELETE FROM mentions WHERE list_contains($ids::BIGINT[], article_id)
