-- Which open stories share rare terms with each of these new articles? The best $most of each article, sharing $least or more.
WITH asked AS MATERIALIZED (
    SELECT DISTINCT article, unnest(keys) AS key
    FROM (SELECT unnest(from_json($rows::JSON, '[{"article":"BIGINT","keys":["UBIGINT"]}]'), recursive := true))
), found AS MATERIALIZED (
    SELECT article_id, key
    FROM (
        SELECT article_id, unnest(keys) AS key
        FROM story_cards
        WHERE time BETWEEN $since::TIMESTAMPTZ AND $until::TIMESTAMPTZ
    )
    SEMI JOIN asked USING (key)
), rarity AS MATERIALIZED (
    SELECT key, 1 / (1 + ln(count(*))) AS weight
    FROM found
    GROUP BY key
    HAVING count(*) <= $common
), shared AS (
    SELECT asked.article, found.article_id, sum(rarity.weight) AS total
    FROM asked JOIN rarity USING (key) JOIN found USING (key)
    GROUP BY asked.article, found.article_id
    HAVING count(*) >= $least
    QUALIFY row_number() OVER (PARTITION BY asked.article ORDER BY total DESC, found.article_id) <= $most
)
SELECT DISTINCT told.story_id
FROM shared JOIN story_articles AS told USING (article_id)
