-- What readers said about digests and their stories by reactions, as last read. No primary key or index (see 0001_crawl.sql).
CREATE TABLE feedback (
    digest_id VARCHAR,
    target VARCHAR,
    part INTEGER,                   -- of the message they stand at
    story_id BIGINT,                -- NULL: the digest as a whole
    reaction VARCHAR,               -- up, down, mute
    readers INTEGER,
    read_at TIMESTAMPTZ
);
CREATE TABLE suggestions (          -- what readers' mutes led to, suggested once and never done silently
    target VARCHAR,
    outlet_id VARCHAR,
    digest_id VARCHAR,              -- in whose thread it was suggested
    suggested_at TIMESTAMPTZ
);
