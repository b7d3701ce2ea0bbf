-- What the copy verdict remembers: fingerprints to find candidates by, verdicts with their evidence, copy
-- groups, what people ruled, and the seeds a user added. No index anywhere (see 0001): lookups are one scan
-- for a whole batch. Rows are appended in the order of article_id, so a range of recent articles is cheap.

CREATE TABLE sketch_hashes (        -- 1/16 of an article's narration shingles: what candidates are found by
    bucket UINTEGER,                -- bits 40-59 of the hash: a dense key, which DuckDB joins without hashing
    rest USMALLINT,                 -- bits 24-39: with the bucket 36 bits, enough to tell 32 million rows apart
    article_id BIGINT
);

CREATE TABLE common_hashes (        -- found in so many separate stories that they point to nothing
    bucket UINTEGER,
    rest USMALLINT
);

CREATE TABLE sketches (             -- 1/4 of the same shingles: how much two articles share, without their texts
    article_id BIGINT,
    words INTEGER,
    total_three INTEGER,            -- distinct shingles before sampling
    total_five INTEGER,
    three BLOB                      -- bits 16-47 of each sampled hash, little-endian uint32, ascending
);

CREATE TABLE anchors (              -- names and numbers of on-topic articles (rewrites keep them)
    anchor UBIGINT,                 -- xxh3 of the folded name or number
    article_id BIGINT
);

CREATE TABLE doc_vectors (          -- meaning of on-topic articles (translations keep it)
    article_id BIGINT,
    part INTEGER,
    language VARCHAR,
    encoder VARCHAR,                -- vectors of two encoders are never compared
    vector BLOB                     -- int8[d], scaled so that its largest number is 127
);

CREATE TABLE copy_verdicts (        -- one row a compared pair that is a copy or shares a passage
    article_id BIGINT,              -- the newcomer
    known_id BIGINT,                -- the article it was compared with; NULL: a seed
    seed_id VARCHAR,
    seed_part INTEGER,
    kind VARCHAR,                   -- exact, near, excerpt, spun, translation, rewrite, none
    score DOUBLE,
    rule VARCHAR,
    shared_passage BOOLEAN,
    coverage_article DOUBLE,        -- share of the newcomer found in the known text
    coverage_known DOUBLE,
    newcomer_is_copy BOOLEAN,       -- false: the known text was taken from the newcomer
    direction_why VARCHAR,
    why VARCHAR[],
    rules VARCHAR,                  -- version of the rules that decided
    decided_at TIMESTAMPTZ
);

CREATE TABLE copy_evidence (        -- the matching passages of such a pair, longest first
    article_id BIGINT,
    known_id BIGINT,
    seed_id VARCHAR,
    seed_part INTEGER,
    place INTEGER,                  -- from 0
    a_start INTEGER,                -- offsets into the newcomer's text
    a_end INTEGER,
    a_text VARCHAR,
    b_start INTEGER,
    b_end INTEGER,
    b_text VARCHAR,                 -- empty where only the fingerprint of a seed is at hand
    similarity DOUBLE,
    note VARCHAR
);

CREATE TABLE copy_groups (          -- where an article stands among copies; an article without a row stands alone
    article_id BIGINT,
    standing VARCHAR,               -- copy, original (copied by others), hub, template
    parent_id BIGINT,               -- the article it was taken from; NULL for a seed's copy and for an original
    seed_id VARCHAR,                -- the seed it was taken from, or that its group goes back to
    lead_id BIGINT,                 -- the group's likely original; of a seed's group its earliest article
    kind VARCHAR,
    score DOUBLE,
    by_person BOOLEAN,
    decided_at TIMESTAMPTZ
);

CREATE TABLE judgements (           -- what a person ruled: appended, never changed; the last one on an article holds
    id BIGINT,
    article_id BIGINT,
    copy BOOLEAN,
    original_id BIGINT,
    seed_id VARCHAR,
    kind VARCHAR,
    note VARCHAR,
    judged_at TIMESTAMPTZ
);

CREATE TABLE seeds (                -- facts of every seed the last run judged with, shipped ones and a user's own
    seed_id VARCHAR,
    part INTEGER,
    language VARCHAR,
    title VARCHAR,
    outlet VARCHAR,
    url VARCHAR,
    published TIMESTAMPTZ,
    damage VARCHAR,
    own BOOLEAN                     -- a user's own
);

CREATE TABLE user_seeds (           -- a user's own seeds: their text is here and nowhere else
    seed_id VARCHAR,
    title VARCHAR,
    outlet VARCHAR,
    url VARCHAR,
    published TIMESTAMPTZ,
    text VARCHAR,
    added_at TIMESTAMPTZ
);

CREATE TABLE user_fingerprints (    -- of them, one row a language part; the columns of seeds/fingerprints.parquet
    seed_id VARCHAR,
    part INTEGER,
    language VARCHAR,
    title VARCHAR,
    outlet VARCHAR,
    url VARCHAR,
    published TIMESTAMPTZ,
    damage VARCHAR,
    identity UBIGINT,
    words INTEGER,
    total_three INTEGER,
    total_five INTEGER,
    three BLOB,                     -- uint64, ascending
    five BLOB,
    anchors BLOB,                   -- uint64, ascending
    encoder VARCHAR,
    dimensions INTEGER,
    vectors BLOB,                   -- int8[n, dimensions]
    scales BLOB,                    -- float32[n]
    lengths BLOB,                   -- int32[n]
    quoted BLOB                     -- bool[n]
);

CREATE TABLE redecisions (          -- passes of deciding everything anew; an unfinished one is taken up again
    up_to BIGINT,                   -- articles up to this id are done
    last_id BIGINT,                 -- the last article of the pass: what comes later was decided by the new rules
    started_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ,
    changed JSON                    -- how many articles changed, by what changed
);
