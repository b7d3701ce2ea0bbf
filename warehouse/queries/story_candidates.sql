-- Which open stories share rare terms with each of these new articles? The best $most of each article.
WITH asked AS (
    SELECT DISTINCT article, unnest(keys) AS key
    FROM (SELECT unnest(from_json($rows::JSON, '[{"article":"BIGINT","keys":["UBIGINT"]}]'), recursive := true))
), open_cards AS MATERIALIZED (
    SELECT article_id, unnest(keys) AS key
    FROM story_cards
    WHERE time BETWEEN $since::TIMESTAMPTZ AND $until::TIMESTAMPTZ
), rarity AS MATERIALIZED (
    SELECT key, 1 / (1 + ln(count(*))) AS weight
    FROM open_cards SEMI JOIN asked USING (key)
    GROUP BY key
), shared AS (
    SELECT asked.article, open_cards.article_id, sum(rarity.weight) AS total
    FROM asked JOIN rarity USING (key) JOIN open_cards USING (key)
    GROUP BY asked.article, open_cards.article_id
    QUALIFY row_number() OVER (PARTITION BY asked.article ORDER BY total DESC, open_cards.article_id) <= $most
)
SELECT DISTINCT told.story_id
FROM shared JOIN story_articles AS told USING (article_id)
