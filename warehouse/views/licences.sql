-- Under which licence is each model, what of it is open, and who says so? One row a model, licence and claim.
CREATE OR REPLACE VIEW licences AS
SELECT
    model,
    licence,
    claim,
    list_sort(list_distinct(flatten(list(opened)))) AS opened,
    coalesce(list_sort(list(DISTINCT said_by) FILTER (said_by IS NOT NULL)), []) AS said_by,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT article_id) FILTER (NOT in_a_copy) AS reports,
    count(DISTINCT outlet) AS outlets,
    min(day) AS first_day,
    max(day) AS last_day,
    arg_min(sentence, (in_a_copy, day, article_id)) AS sentence,
    arg_min(handle, (in_a_copy, day, article_id)) AS handle,
    arg_min(url, (in_a_copy, day, article_id)) AS url,
    any_value(model_id) AS model_id
FROM openness
GROUP BY model, licence, claim;

COMMENT ON VIEW licences IS 'Under which licence each model is, what of it is open, and who says so: one row a model, licence and claim';
COMMENT ON COLUMN licences.model IS 'the model, as articles write it where that is a version';
COMMENT ON COLUMN licences.licence IS 'licence it is said to be under; NULL: no sentence of these names one';
COMMENT ON COLUMN licences.claim IS 'stated by articles themselves, claimed by someone they quote, or contested: denied to be open';
COMMENT ON COLUMN licences.opened IS 'what is said to be open in these sentences together: weights, data, code; model: called open as a whole';
COMMENT ON COLUMN licences.said_by IS 'whose words they are, where it is told';
COMMENT ON COLUMN licences.articles IS 'articles that say so, copies too';
COMMENT ON COLUMN licences.reports IS 'of these, articles that are no copies';
COMMENT ON COLUMN licences.outlets IS 'outlets that say so';
COMMENT ON COLUMN licences.first_day IS 'day on which it was first said';
COMMENT ON COLUMN licences.last_day IS 'day on which it was last said';
COMMENT ON COLUMN licences.sentence IS 'the first sentence that says so, before those of copies';
COMMENT ON COLUMN licences.handle IS 'short id of the article it stands in';
COMMENT ON COLUMN licences.url IS 'address of that article';
COMMENT ON COLUMN licences.model_id IS 'id of the model in names.yaml';
