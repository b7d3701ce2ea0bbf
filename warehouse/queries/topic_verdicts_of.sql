-- What did the topics say of these articles?
SELECT article_id, topic, relevant, score, facet, why
FROM topic_verdicts
WHERE list_contains($ids::BIGINT[], article_id)
ORDER BY article_id, topic
