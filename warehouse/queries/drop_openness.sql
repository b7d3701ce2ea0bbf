-- Forget what these articles say about openness.
DELETE FROM openness WHERE list_contains($ids::BIGINT[], article_id)
