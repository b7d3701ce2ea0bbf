-- Forget what the topics said of these articles.
DELETE FROM topic_verdicts WHERE list_contains($ids::BIGINT[], article_id)
