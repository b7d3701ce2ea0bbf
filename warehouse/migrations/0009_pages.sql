-- A page and its addresses: what tells that another address of its outlet shows the same page, and what changed on it.
-- No primary key, UNIQUE or index anywhere (see 0001_crawl.sql).

CREATE TABLE article_pages (        -- one row an article
    article_id BIGINT,
    outlet_id VARCHAR,
    text_digest UBIGINT,            -- of the folded words of its text
    title_digest UBIGINT,           -- of its title; NULL without one
    canonical_key VARCHAR           -- key of the address the page names as its own; NULL if it names none
);

CREATE TABLE article_urls (         -- its other addresses
    article_id BIGINT,
    key VARCHAR,
    url VARCHAR,
    why VARCHAR,                    -- what says that it is the same page
    found_at TIMESTAMPTZ
);

CREATE TABLE revisions (            -- readings of a page after the first whose words were others
    article_id BIGINT,
    number INTEGER,                 -- from 1
    title VARCHAR,
    text VARCHAR,
    changes STRUCT(what VARCHAR, before VARCHAR, after VARCHAR)[],
    told VARCHAR,                   -- in words, what who has read the page should hear of; '' if nothing
    read_at TIMESTAMPTZ
);

CREATE TABLE page_readings (        -- one row each time a page was asked for again
    article_id BIGINT,
    read_at TIMESTAMPTZ,
    status INTEGER                  -- 304: it had not changed; NULL: no answer
);
