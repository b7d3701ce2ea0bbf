-- Which addresses were found, and what became of them?
CREATE OR REPLACE VIEW leads AS
SELECT
    l.url,
    l.outlet_id AS outlet,
    CASE WHEN l.closed_at IS NOT NULL THEN l.outcome WHEN l.attempts > 0 THEN 'waiting' ELSE 'open' END AS state,
    l.reason,
    l.title,
    l.published,
    l.source_url,
    l.found_at,
    l.attempts,
    l.next_try,
    l.closed_at,
    l.promise,
    l.key,
    l.run_id
FROM store.leads AS l;

COMMENT ON VIEW leads IS 'Every address a source named, and what became of it';
COMMENT ON COLUMN leads.url IS 'address as the source gave it';
COMMENT ON COLUMN leads.outlet IS 'id of the outlet';
COMMENT ON COLUMN leads.state IS 'open, waiting (failed, to be tried again), stored, known, forbidden, gone, failed, skipped';
COMMENT ON COLUMN leads.reason IS 'in words, why it was not stored';
COMMENT ON COLUMN leads.title IS 'title as the source gave it';
COMMENT ON COLUMN leads.published IS 'date as the source gave it';
COMMENT ON COLUMN leads.source_url IS 'feed, sitemap or listing that named it';
COMMENT ON COLUMN leads.found_at IS 'when it was first seen';
COMMENT ON COLUMN leads.attempts IS 'how often it was tried';
COMMENT ON COLUMN leads.next_try IS 'not before then is it tried again';
COMMENT ON COLUMN leads.closed_at IS 'when its fate was settled; NULL while it is open';
COMMENT ON COLUMN leads.promise IS 'the higher the sooner it is fetched';
COMMENT ON COLUMN leads.key IS 'deduplication key of the address';
COMMENT ON COLUMN leads.run_id IS 'run that found it (see runs)';
