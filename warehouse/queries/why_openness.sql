-- What does this article say about how open a model is?
SELECT model, licence, opened, claim, sentence FROM store.openness WHERE article_id = $id
