-- From which id to which are there meanings by this encoder?
SELECT min(article_id), max(article_id)
FROM doc_vectors
WHERE encoder = $encoder
