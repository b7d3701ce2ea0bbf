-- When was each outlet read last, by PostgreSQL's clock?
CREATE TABLE IF NOT EXISTS copydesk.visits (
    outlet_id TEXT PRIMARY KEY,
    ended_at TIMESTAMPTZ NOT NULL
)
