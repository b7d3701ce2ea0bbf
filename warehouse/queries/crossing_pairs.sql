-- Which earlier on-topic articles share the most rare names and numbers with these, whatever their script?
WITH hits AS MATERIALIZED (
    SELECT anchor, article_id FROM anchors SEMI JOIN probe_anchors USING (anchor)
),
spread AS (
    SELECT anchor, count(*) AS articles FROM hits GROUP BY anchor HAVING count(*) <= $most
)
SELECT mine.article_id, theirs.article_id AS known_id, count(*) AS shared, sum(1 / sqrt(spread.articles)) AS weight
FROM probe_anchors AS mine
JOIN spread USING (anchor)
JOIN hits AS theirs USING (anchor)
WHERE theirs.article_id < mine.article_id
GROUP BY mine.article_id, theirs.article_id
HAVING count(*) >= $least
QUALIFY row_number() OVER (PARTITION BY mine.article_id ORDER BY weight DESC, shared DESC, known_id) <= $top
ORDER BY mine.article_id, weight DESC, known_id
