-- Which stories did the digests tell, in which order, and why?
CREATE OR REPLACE VIEW digest_stories AS
SELECT
    d.digest_id,
    d.day,
    d.topic,
    d.target,
    s.place,
    s.story_id,
    's' || s.story_id AS handle,
    s.title,
    s.url,
    s.outlet,
    s.language,
    s.published,
    s.sentence,
    s.score,
    s.why,
    s.also_in,
    s.copies,
    s.languages,
    coalesce(s.written_in, []) AS written_in,
    s.facet,
    s.names,
    s.update_of IS NOT NULL AS is_update,
    s.revision AS what_is_new,
    s.article_ids,
    coalesce(s.reports, 1) AS independent_reports,
    coalesce(s.outlets, 1) AS outlets
FROM store.digest_stories AS s
JOIN store.digests AS d ON d.digest_id = s.digest_id AND d.target = s.target;

COMMENT ON VIEW digest_stories IS 'One row a story in a digest, as it was told; joins digests by digest_id = id and target';
COMMENT ON COLUMN digest_stories.digest_id IS 'topic/day of the digest (see digests.id)';
COMMENT ON COLUMN digest_stories.day IS 'day of the digest, in its time zone';
COMMENT ON COLUMN digest_stories.topic IS 'id of the topic file';
COMMENT ON COLUMN digest_stories.target IS 'slack:CHANNEL, webhook or terminal; each is told every story once';
COMMENT ON COLUMN digest_stories.place IS 'from 1';
COMMENT ON COLUMN digest_stories.story_id IS 'the story (see stories.id)';
COMMENT ON COLUMN digest_stories.handle IS 'its short id, as the digest shows and every command takes it: s7';
COMMENT ON COLUMN digest_stories.title IS 'headline it was told with';
COMMENT ON COLUMN digest_stories.url IS 'address it was told with';
COMMENT ON COLUMN digest_stories.outlet IS 'name of the outlet of that headline';
COMMENT ON COLUMN digest_stories.language IS 'language of that article';
COMMENT ON COLUMN digest_stories.published IS 'when that article came out';
COMMENT ON COLUMN digest_stories.sentence IS 'the sentence under the headline';
COMMENT ON COLUMN digest_stories.score IS '0 to 1: relevance, coverage by independent outlets, novelty';
COMMENT ON COLUMN digest_stories.why IS 'the same in words';
COMMENT ON COLUMN digest_stories.also_in IS 'other outlets with reports of their own';
COMMENT ON COLUMN digest_stories.copies IS 'outlets that copied it, and how; a rewrite is only ever likely';
COMMENT ON COLUMN digest_stories.languages IS 'list of the languages it was told in by then';
COMMENT ON COLUMN digest_stories.facet IS 'what side of the topic it is about, such as release or policy';
COMMENT ON COLUMN digest_stories.names IS 'list of the models, labs and people it names';
COMMENT ON COLUMN digest_stories.is_update IS 'an earlier digest told the story; it moved on';
COMMENT ON COLUMN digest_stories.what_is_new IS 'for an update, in words';
COMMENT ON COLUMN digest_stories.article_ids IS 'all its articles, copies included';
COMMENT ON COLUMN digest_stories.independent_reports IS 'outlets with reports of their own, counted';
COMMENT ON COLUMN digest_stories.outlets IS 'outlets that have it, copies included';
COMMENT ON COLUMN digest_stories.written_in IS 'languages of its article, where that is bilingual; else empty';
