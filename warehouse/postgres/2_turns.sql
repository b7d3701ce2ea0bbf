-- Until when is a host or a domain to be left alone, by PostgreSQL's clock?
CREATE TABLE IF NOT EXISTS copydesk.turns (
    lane TEXT PRIMARY KEY,              -- host:NAME, or site:NAME for all hosts of a domain
    free_at TIMESTAMPTZ NOT NULL,       -- the gap after the last request, or while one is under way
    held_until TIMESTAMPTZ              -- it asked for peace
)
