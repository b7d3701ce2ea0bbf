-- Remember what on-topic articles mean.
INSERT INTO doc_vectors (article_id, part, language, encoder, vector)
SELECT article_id, part, language, encoder, vector
FROM incoming
