-- Keep what the topics said of these articles.
INSERT INTO topic_verdicts (article_id, topic, relevant, score, facet, why)
SELECT v.article_id, v.topic, v.relevant, v.score, v.facet, v.why
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","topic":"VARCHAR","relevant":"BOOLEAN",
        "score":"DOUBLE","facet":"VARCHAR","why":["VARCHAR"]}]')) AS v
)
