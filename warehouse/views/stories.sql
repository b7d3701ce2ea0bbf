-- Which stories are there, who tells them, and since when?
CREATE OR REPLACE VIEW stories AS
SELECT id, 's' || id AS handle, headline, lead_article_id, 'a' || lead_article_id AS lead_handle, first_time, last_time,
    articles, reports, independent, common_sources, copies, outlets, languages, opened_at, changed_at
FROM store.stories
WHERE merged_into IS NULL AND articles > 0;
COMMENT ON VIEW stories IS 'One row a story: the articles of all outlets and languages that tell one event; joins story_articles by id = story_id';
COMMENT ON COLUMN stories.id IS 'Stable: kept when the story moves on, never given to another';
COMMENT ON COLUMN stories.handle IS 'Its short id, as the digest shows and every command takes it: s7';
COMMENT ON COLUMN stories.headline IS 'Title of the lead article';
COMMENT ON COLUMN stories.lead_article_id IS 'The likely original (see articles): the earliest article that is no copy';
COMMENT ON COLUMN stories.lead_handle IS 'Short id of the lead article';
COMMENT ON COLUMN stories.first_time IS 'When its first article was published, copies included';
COMMENT ON COLUMN stories.last_time IS 'When its latest article was published';
COMMENT ON COLUMN stories.articles IS 'All its articles, copies too';
COMMENT ON COLUMN stories.reports IS 'Outlets with an article that is no copy';
COMMENT ON COLUMN stories.independent IS 'Reports that stand on nobody else''s text; see the view independence';
COMMENT ON COLUMN stories.common_sources IS 'Texts of others (a press release, an agency) that several outlets are shown to stand on';
COMMENT ON COLUMN stories.copies IS 'Articles that copy another one';
COMMENT ON COLUMN stories.outlets IS 'List of the ids of the outlets that tell it, copies included';
COMMENT ON COLUMN stories.languages IS 'List of the languages it is told in';
COMMENT ON COLUMN stories.opened_at IS 'When copydesk stored its first article as a story of its own';
COMMENT ON COLUMN stories.changed_at IS 'When its articles last changed; later than its digest means an update';
