-- Keep what these articles say about openness.
INSERT INTO openness (article_id, model, licence, opened, claim, sentence, said_by, model_id)
SELECT o.article_id, o.model, o.licence, o.opened, o.claim, o.sentence, o.said_by, o.model_id
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","model":"VARCHAR","licence":"VARCHAR",
        "opened":["VARCHAR"],"claim":"VARCHAR","sentence":"VARCHAR","said_by":"VARCHAR","model_id":"VARCHAR"}]')) AS o
)
