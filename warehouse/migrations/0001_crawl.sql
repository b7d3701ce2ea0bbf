-- What a crawl leaves behind: outlets, sources, leads, fetches, articles, bodies, runs, reports.
-- No primary key, UNIQUE or index anywhere: DuckDB 1.5 may lose index entries after a kill -9
-- (upstream 23788, 23848). Uniqueness is decided by anti-join inside the one writer's transaction.

CREATE TABLE outlets (
    id VARCHAR,
    name VARCHAR,
    home VARCHAR,
    language VARCHAR,
    first_crawled TIMESTAMPTZ,
    last_crawled TIMESTAMPTZ,
    last_success TIMESTAMPTZ,
    failures INTEGER                -- visits in a row that failed
);

CREATE TABLE sources (
    url VARCHAR,
    outlet_id VARCHAR,
    kind VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    next_due TIMESTAMPTZ,
    interval_seconds DOUBLE,        -- the source's own rhythm as learnt
    failures INTEGER,               -- in a row
    last_success TIMESTAMPTZ,
    moved_to VARCHAR,
    status VARCHAR,                 -- of its last visit: ok, unchanged, not_due, failed
    reason VARCHAR,
    visited_at TIMESTAMPTZ
);

CREATE TABLE leads (
    key VARCHAR,
    url VARCHAR,
    outlet_id VARCHAR,
    source_url VARCHAR,
    title VARCHAR,
    published TIMESTAMPTZ,
    summary VARCHAR,
    content VARCHAR,                -- HTML of the feed; emptied when the lead is closed
    authors VARCHAR[],
    language VARCHAR,
    promise DOUBLE,                 -- the higher the sooner it is fetched
    found_at TIMESTAMPTZ,
    run_id BIGINT,
    attempts INTEGER,
    next_try TIMESTAMPTZ,           -- an open lead that failed waits until then
    outcome VARCHAR,                -- open, stored, known, forbidden, gone, failed, skipped
    reason VARCHAR,
    closed_at TIMESTAMPTZ           -- NULL: still to be fetched
);

CREATE TABLE fetches (
    run_id BIGINT,
    outlet_id VARCHAR,
    url VARCHAR,
    fetched_at TIMESTAMPTZ,
    status INTEGER,                 -- NULL: no answer
    bytes BIGINT,
    seconds DOUBLE,
    reason VARCHAR
);

CREATE TABLE articles (
    id BIGINT,                      -- given by the writer, ascending
    key VARCHAR,
    url VARCHAR,
    outlet_id VARCHAR,
    title VARCHAR,
    authors VARCHAR[],
    published TIMESTAMPTZ,
    published_from VARCHAR,
    modified TIMESTAMPTZ,
    language VARCHAR,
    section VARCHAR,
    tags VARCHAR[],
    image VARCHAR,
    paywalled BOOLEAN,
    text_from VARCHAR,
    canonical_url VARCHAR,
    words INTEGER,
    removed STRUCT(line VARCHAR, reason VARCHAR)[],
    fetched_at TIMESTAMPTZ,
    run_id BIGINT
);

CREATE TABLE bodies (
    article_id BIGINT,
    part INTEGER,                   -- from 0, in the order of the text
    language VARCHAR,
    text VARCHAR
);

CREATE TABLE runs (
    id BIGINT,
    kind VARCHAR,                   -- crawl, digest, upkeep
    started_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ,
    status VARCHAR,                 -- running, ok, partial, failed, crashed
    totals JSON,
    host VARCHAR,
    pid BIGINT,
    process VARCHAR                 -- a random word of the process: tells a reused pid apart
);

CREATE TABLE outlet_reports (
    run_id BIGINT,
    outlet_id VARCHAR,
    reported_at TIMESTAMPTZ,
    status VARCHAR,                 -- ok, partial, failed
    fetched INTEGER,
    stored INTEGER,
    relevant INTEGER,
    copies INTEGER,
    left_over INTEGER,              -- leads kept for the next run
    forbidden INTEGER,
    seconds DOUBLE,
    reasons VARCHAR[],
    sources JSON                    -- one object a source: url, kind, status, leads, new, reason
);
