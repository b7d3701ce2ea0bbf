-- What the desk decided about each article alone: topics, names, openness facts.
-- No primary key, UNIQUE or index (see 0001): deciding again drops an article's rows and appends new ones.

CREATE TABLE topic_verdicts (
    article_id BIGINT,
    topic VARCHAR,                  -- id of the topic file
    relevant BOOLEAN,
    score DOUBLE,                   -- 0 to 1; 0.5 is the threshold
    facet VARCHAR,                  -- NULL if not relevant
    why VARCHAR[]                   -- the reasons in words, heaviest first
);

CREATE TABLE mentions (
    article_id BIGINT,
    name_id VARCHAR,                -- id in names.yaml
    label VARCHAR,
    kind VARCHAR,                   -- model, lab, company, organisation, person, licence, benchmark, regulator, product
    count INTEGER,                  -- a version counts for its family too
    in_title BOOLEAN
);

CREATE TABLE openness (
    article_id BIGINT,
    model VARCHAR,                  -- label of the model
    licence VARCHAR,                -- label of the licence, NULL if the sentence names none
    opened VARCHAR[],               -- of: weights, data, code
    claim VARCHAR,                  -- stated, claimed, contested
    sentence VARCHAR                -- the evidence
);
