-- What do the stored on-topic articles mean, as this encoder has it?
SELECT article_id, part, language, vector
FROM doc_vectors
WHERE encoder = $encoder
