-- How many outlets really reported a story: its independent origins, and the little of each text that shows a common one.
-- No primary key, UNIQUE or index anywhere (see 0001_crawl.sql).
ALTER TABLE stories ADD COLUMN independent INTEGER;     -- reports that stand on nobody else's text; NULL: not counted yet
ALTER TABLE stories ADD COLUMN common_sources INTEGER;  -- texts of others (a press release, an agency) that several built on

CREATE TABLE story_origins (        -- a story's independent reports and common sources, one row each
    story_id BIGINT,
    place INTEGER,                  -- from 1, in order of time
    what VARCHAR,                   -- report, common source, seed
    article_id BIGINT,              -- the report; of a common source the earliest article that stands on it; NULL: a seed
    seed_id VARCHAR,
    outlet VARCHAR,                 -- id of the outlet; of a common source whom the texts credit, of a seed its outlet
    time TIMESTAMPTZ,
    article_ids BIGINT[],           -- all articles that go back to it, itself among them
    outlets VARCHAR[],              -- ids of their outlets
    why VARCHAR                     -- what shows a common source, in words; '' for a report
);

CREATE TABLE imprints (             -- what of an article's text would show that two stand on one source
    article_id BIGINT,
    runs BLOB,                      -- uint32[]: chosen runs of its narration, ascending
    quotes BLOB,                    -- uint32[]: runs of what it quotes, ascending
    numbers BLOB,                   -- uint32[]: its telling numbers, ascending
    credits VARCHAR[]               -- agencies and outlets it credits
);
