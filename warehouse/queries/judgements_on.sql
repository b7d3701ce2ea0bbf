-- What did people rule on this article, last word last?
SELECT article_id, copy, judged_at, original_id, seed_id, kind, note, judged_by
FROM judgements
WHERE article_id = $id
ORDER BY id
