-- Which earlier on-topic articles hold the rare names and numbers of these? A name of many articles weighs little.
WITH hits AS MATERIALIZED (
    SELECT anchor, article_id FROM anchors SEMI JOIN probe_anchors USING (anchor)
    UNION
    SELECT anchor, article_id FROM probe_anchors
),
spread AS (
    SELECT anchor, count(*) AS articles FROM hits GROUP BY anchor
),
mine AS (
    SELECT probe.article_id, anchor, spread.articles, 1 / sqrt(spread.articles) AS weight,
           sum(1 / sqrt(spread.articles)) OVER (PARTITION BY probe.article_id) AS total
    FROM probe_anchors AS probe
    JOIN spread USING (anchor)
)
SELECT mine.article_id, theirs.article_id AS known_id, count(*) AS shared, sum(mine.weight) / any_value(mine.total) AS share
FROM mine
JOIN hits AS theirs USING (anchor)
WHERE theirs.article_id < mine.article_id
  AND mine.articles <= $most
GROUP BY mine.article_id, theirs.article_id
HAVING count(*) >= $least
QUALIFY row_number() OVER (PARTITION BY mine.article_id ORDER BY share DESC, shared DESC, known_id) <= $top
ORDER BY mine.article_id, share DESC, known_id
