-- Which article tells which story, what a person decided about it, and the cards stories are decided by.
-- No primary key, UNIQUE or index anywhere (see 0001_crawl.sql).

CREATE TABLE stories (
    id BIGINT,                      -- given by the writer, ascending, never given again
    opened_at TIMESTAMPTZ,
    changed_at TIMESTAMPTZ,         -- when its articles last changed: later than its digest means an update
    merged_into BIGINT,             -- NULL: it stands; else the story that took its articles
    lead_article_id BIGINT,         -- the likely original: its earliest article that is no copy
    headline VARCHAR,               -- title of the lead article
    first_time TIMESTAMPTZ,         -- of its articles, by publication date
    last_time TIMESTAMPTZ,
    articles INTEGER,               -- all of them, copies too
    reports INTEGER,                -- independent ones: outlets with an article that is no copy
    copies INTEGER,
    outlets VARCHAR[],
    languages VARCHAR[]
);

CREATE TABLE story_articles (
    article_id BIGINT,              -- each article tells one story
    story_id BIGINT,
    score DOUBLE,                   -- 0 to 1; 1 where it opened the story, is a copy, or a person said so
    why VARCHAR[],
    copy_of BIGINT,                 -- the article it copies, NULL if it is a report of its own
    pinned BOOLEAN,                 -- a person placed it here: never decided again
    decided_at TIMESTAMPTZ                  -- when this was decided
);

CREATE TABLE story_judgements (
    kind VARCHAR,                   -- merge, split
    story_id BIGINT,                -- the story that was kept or split
    other_id BIGINT,                -- the story that was merged into it or split off it
    article_ids BIGINT[],           -- the articles that moved
    decided_at TIMESTAMPTZ
);

CREATE TABLE story_cards (
    article_id BIGINT,
    time TIMESTAMPTZ,               -- publication date, else when it was fetched
    keys UBIGINT[],                 -- hashes of its rarest terms: candidates share some
    -- Terms, names, numbers of title and lead, see warehouse/storycards.py. Uncompressed: a batch reads some hundred
    -- cards of some ten thousand, and unpacking all of them cost four times the processor time.
    card VARCHAR USING COMPRESSION uncompressed,
    encoder VARCHAR,                -- who made the vector; '' without one
    vector BLOB                     -- int8[d]; NULL without one
);
