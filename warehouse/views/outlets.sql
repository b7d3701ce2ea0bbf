-- Which outlets are read, and how much did they give?
CREATE OR REPLACE VIEW outlets AS
SELECT
    o.id,
    o.name,
    o.home,
    o.language,
    coalesce(o.tags, []) AS tags,
    coalesce(a.articles, 0) AS articles,
    a.last_article,
    o.first_crawled,
    o.last_crawled,
    o.last_success
FROM store.outlets AS o
LEFT JOIN (
    SELECT outlet_id, count(*) AS articles, max(least(coalesce(published, fetched_at), fetched_at)) AS last_article
    FROM store.articles
    GROUP BY outlet_id
) AS a ON a.outlet_id = o.id;

COMMENT ON VIEW outlets IS 'The outlets that were ever visited';
COMMENT ON COLUMN outlets.id IS 'id as outlets.yaml has it';
COMMENT ON COLUMN outlets.name IS 'name for readers';
COMMENT ON COLUMN outlets.home IS 'address of its front page';
COMMENT ON COLUMN outlets.language IS 'language it is declared with';
COMMENT ON COLUMN outlets.tags IS 'groups it is declared with at its last visit, such as labs or press';
COMMENT ON COLUMN outlets.articles IS 'articles stored';
COMMENT ON COLUMN outlets.last_article IS 'publication of its newest article';
COMMENT ON COLUMN outlets.first_crawled IS 'first visit';
COMMENT ON COLUMN outlets.last_crawled IS 'last visit';
COMMENT ON COLUMN outlets.last_success IS 'last visit that did not fail';
