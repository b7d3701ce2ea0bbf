-- Keep what these articles say about openness.
INSERT INTO openness (article_id, model, licence, opened, claim, sentence)
SELECT o.article_id, o.model, o.licence, o.opened, o.claim, o.sentence
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","model":"VARCHAR","licence":"VARCHAR",
        "opened":["VARCHAR"],"claim":"VARCHAR","sentence":"VARCHAR"}]')) AS o
)
