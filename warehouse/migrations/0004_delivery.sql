-- What was made and sent: digests, the stories they told, the outbox of Slack messages.
-- No primary key, UNIQUE or index (see 0001): uniqueness is decided by anti-join in the one writer's transaction.

CREATE TABLE digests (
    digest_id VARCHAR,              -- TOPIC/DAY, from the day's second digest on TOPIC/DAY/N
    target VARCHAR,                 -- slack:CHANNEL, webhook, terminal: each is told every story once
    topic VARCHAR,
    title VARCHAR,                  -- the topic's name for readers
    day DATE,                       -- in the digest's time zone
    edition INTEGER,
    made_at TIMESTAMPTZ,
    outlets INTEGER,
    articles INTEGER,
    copies INTEGER,
    languages VARCHAR[],
    health VARCHAR[],
    notes VARCHAR[],
    left_over INTEGER,              -- stories that were due but found no room
    state VARCHAR,                  -- made, delivered, superseded (nothing of it went out; its stories are due again)
    delivered_at TIMESTAMPTZ
);

CREATE TABLE digest_stories (
    digest_id VARCHAR,
    target VARCHAR,
    place INTEGER,                  -- from 1
    story_id BIGINT,
    title VARCHAR,
    url VARCHAR,
    outlet VARCHAR,
    language VARCHAR,
    published TIMESTAMPTZ,
    sentence VARCHAR,
    score DOUBLE,
    why VARCHAR,
    also_in VARCHAR[],
    copies STRUCT(outlet VARCHAR, kind VARCHAR)[],
    languages VARCHAR[],
    facet VARCHAR,
    names VARCHAR[],
    update_of BIGINT,
    revision VARCHAR,               -- for an update: what is new, in words
    article_ids BIGINT[]            -- all articles the line tells, copies included: told is told by article,
                                    -- so that merging or splitting stories brings nothing back
);

CREATE TABLE outbox (
    digest_id VARCHAR,
    target VARCHAR,
    part INTEGER,                   -- 1 stands in the channel, the others in its thread
    parts INTEGER,
    revision INTEGER,               -- 2 and more: the message was revised by chat.update
    content_sha256 VARCHAR,
    text VARCHAR,
    blocks JSON,
    state VARCHAR,                  -- waiting, sending (committed before the call: outcome unknown), sent, refused
    attempts INTEGER,
    attempt_at TIMESTAMPTZ,         -- of the first attempt whose outcome is unknown
    owner VARCHAR,                  -- process that is at it
    lease_until TIMESTAMPTZ,
    ts VARCHAR,                     -- Slack's id of the message
    error VARCHAR,
    changed_at TIMESTAMPTZ
);
