-- Which article belongs to which topic, and why? One row an article and topic, those it does not belong to as well.
CREATE OR REPLACE VIEW topics AS
SELECT
    t.article_id,
    t.topic,
    t.relevant,
    t.score,
    t.facet,
    t.why,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.language,
    a.title
FROM store.topic_verdicts AS t
JOIN store.articles AS a ON a.id = t.article_id;

COMMENT ON VIEW topics IS 'Which article belongs to which topic, and why: one row an article and topic, refused ones too';
COMMENT ON COLUMN topics.article_id IS 'id of the article (see articles)';
COMMENT ON COLUMN topics.topic IS 'id of the topic file';
COMMENT ON COLUMN topics.relevant IS 'whether the topic wants the article';
COMMENT ON COLUMN topics.score IS '0 to 1; 0.5 is the threshold';
COMMENT ON COLUMN topics.facet IS 'what side of the topic it is about, such as release or policy; NULL where its headline does not say one alone';
COMMENT ON COLUMN topics.why IS 'the reasons in words, heaviest first';
COMMENT ON COLUMN topics.day IS 'day of publication, else of fetching; it begins in the zone of COPYDESK_TIMEZONE';
COMMENT ON COLUMN topics.outlet IS 'id of the outlet';
COMMENT ON COLUMN topics.language IS 'ISO 639-1 code of the article';
COMMENT ON COLUMN topics.title IS 'headline of the article';
