-- What a crawl must know of hosts before it asks them: who asked to be left alone, what robots.txt said.
CREATE TABLE host_holds (
    host VARCHAR,
    held_until TIMESTAMPTZ
);

CREATE TABLE host_robots (
    origin VARCHAR,                 -- scheme://host[:port]
    rules VARCHAR,                  -- the file; empty: the host has none
    expires TIMESTAMPTZ
);
