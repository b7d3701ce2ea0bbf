-- Which article names which model, lab, person, licence? One row an article and name.
CREATE OR REPLACE VIEW mentions AS
SELECT
    m.name_id,
    m.label,
    m.kind,
    m.article_id,
    m.count,
    m.in_title,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.language,
    coalesce(t.relevant, false) AS relevant
FROM store.mentions AS m
JOIN store.articles AS a ON a.id = m.article_id
LEFT JOIN (
    SELECT article_id, bool_or(relevant) AS relevant FROM store.topic_verdicts GROUP BY article_id
) AS t ON t.article_id = m.article_id;

COMMENT ON VIEW mentions IS 'Which article names which model, lab, person, licence: one row an article and name';
COMMENT ON COLUMN mentions.name_id IS 'id in names.yaml';
COMMENT ON COLUMN mentions.label IS 'the name as readers know it';
COMMENT ON COLUMN mentions.kind IS 'model, lab, company, organisation, person, licence, benchmark, regulator, product';
COMMENT ON COLUMN mentions.article_id IS 'id of the article (see articles)';
COMMENT ON COLUMN mentions.count IS 'how often it is named; a version (Llama 3.1) counts for its family (Llama) too';
COMMENT ON COLUMN mentions.in_title IS 'whether the headline names it';
COMMENT ON COLUMN mentions.day IS 'day of publication, else of fetching; it begins in the zone of COPYDESK_TIMEZONE';
COMMENT ON COLUMN mentions.outlet IS 'id of the outlet';
COMMENT ON COLUMN mentions.language IS 'ISO 639-1 code of the article';
COMMENT ON COLUMN mentions.relevant IS 'whether a topic wants the article';
