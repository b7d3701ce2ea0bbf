-- Which pages are round-ups, and how much of each was taken from which article?
CREATE OR REPLACE VIEW roundups AS
WITH taken AS (
    SELECT CASE WHEN newcomer_is_copy THEN article_id ELSE known_id END AS article_id,
           CASE WHEN newcomer_is_copy THEN known_id ELSE article_id END AS original_id,
           kind,
           CASE WHEN newcomer_is_copy THEN coverage_article ELSE coverage_known END AS share
    FROM store.copy_verdicts
    WHERE kind <> 'none' AND known_id IS NOT NULL
)
SELECT
    t.article_id,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.title,
    a.url,
    t.original_id,
    o.outlet_id AS original_outlet,
    o.title AS original_title,
    o.url AS original_url,
    t.kind,
    t.share,
    count(*) OVER (PARTITION BY t.article_id) AS originals
FROM taken AS t
JOIN store.copy_groups AS g ON g.article_id = t.article_id AND g.standing = 'hub'
JOIN store.articles AS a ON a.id = t.article_id
JOIN store.articles AS o ON o.id = t.original_id;

COMMENT ON VIEW roundups IS 'Round-ups: one row a page and an article it takes a part from; they are copies of none of them';
COMMENT ON COLUMN roundups.article_id IS 'id of the round-up';
COMMENT ON COLUMN roundups.day IS 'day of its publication, else of fetching; it begins in the zone of COPYDESK_TIMEZONE';
COMMENT ON COLUMN roundups.outlet IS 'outlet that has the round-up';
COMMENT ON COLUMN roundups.title IS 'headline of the round-up';
COMMENT ON COLUMN roundups.url IS 'address of the round-up';
COMMENT ON COLUMN roundups.original_id IS 'id of an article it takes from';
COMMENT ON COLUMN roundups.original_outlet IS 'outlet of that article';
COMMENT ON COLUMN roundups.original_title IS 'headline of that article';
COMMENT ON COLUMN roundups.original_url IS 'address of that article';
COMMENT ON COLUMN roundups.kind IS 'what the part is: an excerpt, spun, a translation, ...';
COMMENT ON COLUMN roundups.share IS 'share of the round-up that was found in that article, 0 to 1';
COMMENT ON COLUMN roundups.originals IS 'from how many articles the round-up takes';
