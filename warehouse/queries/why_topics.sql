-- What did the topics say of this article?
SELECT topic, relevant, score, facet, why FROM store.topic_verdicts WHERE article_id = $id ORDER BY topic
