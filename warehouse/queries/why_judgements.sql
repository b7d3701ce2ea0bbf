-- What did a person rule about this article?
SELECT copy, original_id, seed_id, kind, note, judged_at FROM store.judgements WHERE article_id = $id ORDER BY id
