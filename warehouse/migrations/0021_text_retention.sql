-- Until when texts were let go: facts, verdicts and sketches of these articles stay. No primary key or index (see 0001_crawl.sql).
CREATE TABLE text_retention (
    before TIMESTAMPTZ,
    let_go_at TIMESTAMPTZ,
    texts BIGINT
);
COMMENT ON TABLE text_retention IS 'Which texts are no longer kept (COPYDESK_TEXT_DAYS): facts, verdicts and sketches of their articles are';
COMMENT ON COLUMN text_retention.before IS 'texts of articles fetched before this are gone, but for those that a person judged';
COMMENT ON COLUMN text_retention.let_go_at IS 'when they went';
COMMENT ON COLUMN text_retention.texts IS 'how many articles lost theirs then';
