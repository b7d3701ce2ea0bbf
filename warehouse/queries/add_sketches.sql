-- Remember the sketches of new articles.
INSERT INTO sketches (article_id, words, total_three, total_five, three)
SELECT s.article_id, s.words, s.total_three, s.total_five, from_base64(s.three)
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","words":"INTEGER","total_three":"INTEGER",
        "total_five":"INTEGER","three":"VARCHAR"}]')) AS s
)
ORDER BY s.article_id
