-- Remember what on-topic articles mean.
INSERT INTO doc_vectors (article_id, part, language, encoder, vector)
SELECT v.article_id, v.part, v.language, $encoder, from_base64(v.vector)
FROM (
    SELECT unnest(from_json($rows::JSON,
        '[{"article_id":"BIGINT","part":"INTEGER","language":"VARCHAR","vector":"VARCHAR"}]')) AS v
)
ORDER BY v.article_id, v.part
