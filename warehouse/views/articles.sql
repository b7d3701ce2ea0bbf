-- What has been read? One row an article, without its text (see texts).
CREATE OR REPLACE VIEW articles AS
SELECT
    a.id,
    'a' || a.id AS handle,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    o.name AS outlet_name,
    a.title,
    a.url,
    a.language,
    a.published,
    a.published_from,
    a.modified,
    a.fetched_at,
    a.authors,
    a.section,
    a.tags,
    a.words,
    a.paywalled,
    a.text_from,
    a.image,
    a.canonical_url,
    a.key,
    a.run_id,
    len(a.removed) AS lines_removed,
    a.id IN (SELECT article_id FROM store.topic_verdicts WHERE relevant) AS relevant,
    a.id IN (SELECT unnest(article_ids) FROM store.digest_stories) AS told
FROM store.articles AS a
LEFT JOIN store.outlets AS o ON o.id = a.outlet_id;

COMMENT ON VIEW articles IS 'What has been read: one row an article, relevant or not; its text stands in texts';
COMMENT ON COLUMN articles.id IS 'number of the article, ascending in the order of storing';
COMMENT ON COLUMN articles.handle IS 'its short id, as every command takes it: a34';
COMMENT ON COLUMN articles.day IS 'day of publication, else of fetching; it begins in the zone of COPYDESK_TIMEZONE';
COMMENT ON COLUMN articles.outlet IS 'id of the outlet as outlets.yaml has it';
COMMENT ON COLUMN articles.outlet_name IS 'name of the outlet for readers';
COMMENT ON COLUMN articles.title IS 'headline as the page has it';
COMMENT ON COLUMN articles.url IS 'address it was fetched from';
COMMENT ON COLUMN articles.language IS 'ISO 639-1 code of the text; und if unknown';
COMMENT ON COLUMN articles.published IS 'when the page says it was published; NULL if it does not say';
COMMENT ON COLUMN articles.published_from IS 'where the date stood: json-ld, meta, html, url, lead';
COMMENT ON COLUMN articles.modified IS 'when the page says it was last changed';
COMMENT ON COLUMN articles.fetched_at IS 'when copydesk read it';
COMMENT ON COLUMN articles.authors IS 'list of authors; empty if the page names none';
COMMENT ON COLUMN articles.section IS 'section of the outlet, as the page says';
COMMENT ON COLUMN articles.tags IS 'list of the tags of the page';
COMMENT ON COLUMN articles.words IS 'length of the text in words; two CJK characters count as one';
COMMENT ON COLUMN articles.paywalled IS 'whether the page says that it is not free; NULL if it does not say';
COMMENT ON COLUMN articles.text_from IS 'where the text came from: page, feed, page+feed, archive';
COMMENT ON COLUMN articles.image IS 'address of the lead picture';
COMMENT ON COLUMN articles.canonical_url IS 'address that the page itself names as the right one';
COMMENT ON COLUMN articles.key IS 'deduplication key of the address; no address to fetch';
COMMENT ON COLUMN articles.run_id IS 'run that stored it (see runs)';
COMMENT ON COLUMN articles.lines_removed IS 'lines that cleaning took out of the text';
COMMENT ON COLUMN articles.relevant IS 'whether a topic wants it (see topics)';
COMMENT ON COLUMN articles.told IS 'whether a digest told it, as the headline, as another report or as a copy (see digest_stories)';
