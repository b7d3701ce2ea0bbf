-- What does this article say about how open a model is?
SELECT model, licence, opened, claim, said_by, sentence FROM store.openness WHERE article_id = $id
