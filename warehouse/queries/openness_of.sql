-- What do these articles say about openness?
SELECT article_id, model, licence, opened, claim, sentence, said_by, model_id
FROM openness
WHERE list_contains($ids::BIGINT[], article_id)
ORDER BY article_id, rowid
