-- At which addresses does each article stand?
CREATE OR REPLACE VIEW article_urls AS
SELECT a.id AS article_id, a.url, true AS read_here, NULL AS why, a.fetched_at AS found_at
FROM store.articles AS a
UNION ALL
SELECT u.article_id, u.url, false, u.why, u.found_at
FROM store.article_urls AS u;

COMMENT ON VIEW article_urls IS 'Addresses of each article: the one it was read at, and others of its outlet that show the same page';
COMMENT ON COLUMN article_urls.article_id IS 'number of the article (see articles)';
COMMENT ON COLUMN article_urls.url IS 'an address at which it stands';
COMMENT ON COLUMN article_urls.read_here IS 'whether its text was read there';
COMMENT ON COLUMN article_urls.why IS 'what says that another address shows the same page, in words';
COMMENT ON COLUMN article_urls.found_at IS 'when it was met there';
