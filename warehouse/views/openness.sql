-- Who says what about how open a model is? One row a statement, with its sentence.
CREATE OR REPLACE VIEW openness AS
SELECT
    o.model,
    o.licence,
    o.opened,
    o.claim,
    o.said_by,
    o.sentence,
    o.article_id,
    'a' || o.article_id AS handle,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.language,
    c.article_id IS NOT NULL AS in_a_copy,
    a.url,
    o.model_id
FROM store.openness AS o
JOIN store.articles AS a ON a.id = o.article_id
LEFT JOIN (SELECT article_id FROM store.copy_groups WHERE standing = 'copy') AS c ON c.article_id = o.article_id
WHERE o.licence IS NOT NULL OR len(o.opened) > 0 OR o.claim = 'contested';

COMMENT ON VIEW openness IS 'Who says what about how open a model is: one row a statement, with the sentence as evidence';
COMMENT ON COLUMN openness.model IS 'the model it is about, as the article writes it where that is a version';
COMMENT ON COLUMN openness.licence IS 'licence it is said to be under: a name, or its sort (custom licence); NULL where the sentence names none';
COMMENT ON COLUMN openness.opened IS 'what is said to be open: weights, data, code; model where it is called open as a whole';
COMMENT ON COLUMN openness.claim IS 'stated by the article itself, claimed by someone it quotes, or contested: denied to be open';
COMMENT ON COLUMN openness.said_by IS 'whose words they are: a known name or a sort of people (critics); NULL where the article speaks for itself or does not tell';
COMMENT ON COLUMN openness.sentence IS 'the sentence it stands in';
COMMENT ON COLUMN openness.article_id IS 'id of the article (see articles)';
COMMENT ON COLUMN openness.handle IS 'short id of the article, as commands take it';
COMMENT ON COLUMN openness.day IS 'day of publication, else of fetching; it begins in the zone of COPYDESK_TIMEZONE';
COMMENT ON COLUMN openness.outlet IS 'id of the outlet';
COMMENT ON COLUMN openness.language IS 'ISO 639-1 code of the article';
COMMENT ON COLUMN openness.in_a_copy IS 'whether the article is a copy (see copies): its words are another''s';
COMMENT ON COLUMN openness.url IS 'address of the article';
COMMENT ON COLUMN openness.model_id IS 'id of the model in names.yaml';
