-- Who says what about how open a model is? One row a statement, with its sentence.
CREATE OR REPLACE VIEW openness AS
SELECT
    o.model,
    o.licence,
    o.opened,
    o.claim,
    o.sentence,
    o.article_id,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.url
FROM store.openness AS o
JOIN store.articles AS a ON a.id = o.article_id;

COMMENT ON VIEW openness IS 'Who says what about how open a model is: one row a statement, with the sentence as evidence';
COMMENT ON COLUMN openness.model IS 'the model it is about';
COMMENT ON COLUMN openness.licence IS 'licence the sentence names; NULL if none';
COMMENT ON COLUMN openness.opened IS 'what is said to be open: weights, data, code';
COMMENT ON COLUMN openness.claim IS 'stated by the article, claimed by someone, or contested';
COMMENT ON COLUMN openness.sentence IS 'the sentence it stands in';
COMMENT ON COLUMN openness.article_id IS 'id of the article (see articles)';
COMMENT ON COLUMN openness.day IS 'day of publication, else of fetching; it begins in the zone of COPYDESK_TIMEZONE';
COMMENT ON COLUMN openness.outlet IS 'id of the outlet';
COMMENT ON COLUMN openness.url IS 'address of the article';
