-- Remember the names and numbers of on-topic articles.
INSERT INTO anchors (anchor, article_id)
SELECT anchor, article_id
FROM incoming
