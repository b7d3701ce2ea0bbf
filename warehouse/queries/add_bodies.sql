-- Store the texts of new articles.
INSERT INTO bodies (article_id, part, language, text)
SELECT b.article_id, b.part, b.language, b.text
FROM (
    SELECT unnest(from_json($rows::JSON,
        '[{"article_id":"BIGINT","part":"INTEGER","language":"VARCHAR","text":"VARCHAR"}]')) AS b
)
ORDER BY b.article_id, b.part
