-- What do the stored on-topic articles of these ids mean, as this encoder has it? By language, in the order of ids.
SELECT language, list(article_id ORDER BY article_id, part), list(vector ORDER BY article_id, part)
FROM doc_vectors
WHERE encoder = $encoder AND article_id BETWEEN $first AND $last
GROUP BY language
ORDER BY language
