-- What ran when, and how did it end?
CREATE OR REPLACE VIEW runs AS
SELECT id, kind, status, started_at, finished_at, date_diff('second', started_at, finished_at) AS seconds, totals, host,
    flow_run, program
FROM store.runs;

COMMENT ON VIEW runs IS 'Every crawl, digest and upkeep';
COMMENT ON COLUMN runs.id IS 'number of the run';
COMMENT ON COLUMN runs.kind IS 'crawl, digest, upkeep or import';
COMMENT ON COLUMN runs.status IS 'running, ok, partial, failed, or crashed (died without a word)';
COMMENT ON COLUMN runs.started_at IS 'when it began';
COMMENT ON COLUMN runs.finished_at IS 'when it ended; NULL while it runs or if it crashed';
COMMENT ON COLUMN runs.seconds IS 'how long it took';
COMMENT ON COLUMN runs.totals IS 'its sums as JSON';
COMMENT ON COLUMN runs.host IS 'machine it ran on';
COMMENT ON COLUMN runs.flow_run IS 'id of the Prefect flow run that it was, as the log and Prefect have it; NULL: begun by hand';
COMMENT ON COLUMN runs.program IS 'version of copydesk that ran it';
