-- Remember the sketches of new articles.
INSERT INTO sketches (article_id, words, total_three, total_five, three)
SELECT article_id, words, total_three, total_five, three
FROM incoming
