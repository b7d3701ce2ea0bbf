-- What is wrong with an outlet or the desk, once, with its end. No primary key or index (see 0001_crawl.sql).
ALTER TABLE sources ADD COLUMN failing_since TIMESTAMPTZ;
COMMENT ON COLUMN sources.failing_since IS 'first of the visits in a row that failed; NULL: the last one did not';
ALTER TABLE outlet_reports ADD COLUMN unread INTEGER;
COMMENT ON COLUMN outlet_reports.unread IS 'pages that came and gave no article, at their first try';
ALTER TABLE outlet_reports ADD COLUMN shut INTEGER;
COMMENT ON COLUMN outlet_reports.shut IS 'addresses that robots.txt forbids, those kept from the feed as well';
CREATE TABLE alarms (
    id BIGINT,                      -- given by the writer, ascending
    kind VARCHAR,
    outlet_id VARCHAR,
    subject VARCHAR,
    since TIMESTAMPTZ,
    opened_at TIMESTAMPTZ,
    words VARCHAR,
    figures JSON,
    closed_at TIMESTAMPTZ,
    ended VARCHAR,
    notice VARCHAR,
    end_notice VARCHAR
);
COMMENT ON TABLE alarms IS 'What is or was wrong with an outlet or with the desk: one row a trouble, with its end';
COMMENT ON COLUMN alarms.id IS 'number of the alarm';
COMMENT ON COLUMN alarms.kind IS 'broken, dead, html, robots, source, dormant, yield, length, undated, copies; of the desk: network, crawl, digest';
COMMENT ON COLUMN alarms.outlet_id IS 'id of the outlet; empty: the desk itself';
COMMENT ON COLUMN alarms.subject IS 'address of the source; empty where the outlet as a whole is meant';
COMMENT ON COLUMN alarms.since IS 'when the trouble began, as far as known';
COMMENT ON COLUMN alarms.opened_at IS 'when it was noticed';
COMMENT ON COLUMN alarms.words IS 'what is wrong, in words';
COMMENT ON COLUMN alarms.figures IS 'what was usual before it, by which its end is told';
COMMENT ON COLUMN alarms.closed_at IS 'when it was over; NULL: it stands';
COMMENT ON COLUMN alarms.ended IS 'what showed that it is over, in words';
COMMENT ON COLUMN alarms.notice IS 'message of the outbox that told it; empty: there was nobody to tell; NULL: not told yet';
COMMENT ON COLUMN alarms.end_notice IS 'message of the outbox that told its end';
CREATE TABLE alarm_watch (watched_at TIMESTAMPTZ);
COMMENT ON TABLE alarm_watch IS 'When the outlets were last looked at for alarms: one row';
COMMENT ON COLUMN alarm_watch.watched_at IS 'time of that look';
