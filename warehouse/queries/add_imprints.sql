-- Keep what of these articles' texts would show a common source (an article that has an imprint already keeps it).
INSERT INTO imprints (article_id, runs, quotes, numbers, credits)
SELECT i.article_id, from_base64(i.runs), from_base64(i.quotes), from_base64(i.numbers), i.credits
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","runs":"VARCHAR","quotes":"VARCHAR",
        "numbers":"VARCHAR","credits":["VARCHAR"]}]')) AS i
)
ANTI JOIN imprints AS stored ON stored.article_id = i.article_id
ORDER BY i.article_id
