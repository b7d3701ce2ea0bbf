-- Store these cards (an article that has one already keeps it).
INSERT INTO story_cards (article_id, time, keys, card, encoder, vector)
SELECT a.article_id, a.time, a.keys, a.card, a.encoder, from_base64(a.vector)
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","time":"TIMESTAMPTZ","keys":["UBIGINT"],
        "card":"VARCHAR","encoder":"VARCHAR","vector":"VARCHAR"}]')) AS a
)
ANTI JOIN story_cards AS stored ON stored.article_id = a.article_id
