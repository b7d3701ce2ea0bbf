-- A topic that readers muted is suggested as an outlet is: once. No primary key or index (see 0001_crawl.sql).
ALTER TABLE suggestions ADD COLUMN topic VARCHAR;
COMMENT ON COLUMN suggestions.outlet_id IS 'the outlet that was muted; NULL for a topic';
COMMENT ON COLUMN suggestions.topic IS 'the topic that was muted; NULL for an outlet';
