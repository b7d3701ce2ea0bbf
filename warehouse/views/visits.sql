-- How did each outlet fare in each run?
CREATE OR REPLACE VIEW visits AS
SELECT
    run_id, outlet_id AS outlet, reported_at, status, fetched, stored, relevant, copies, left_over, forbidden, seconds,
    array_to_string(reasons, '; ') AS reason, sources
FROM store.outlet_reports;

COMMENT ON VIEW visits IS 'How each outlet fared in each run';
COMMENT ON COLUMN visits.run_id IS 'the run (see runs)';
COMMENT ON COLUMN visits.outlet IS 'id of the outlet';
COMMENT ON COLUMN visits.reported_at IS 'when the visit was stored';
COMMENT ON COLUMN visits.status IS 'ok, partial or failed';
COMMENT ON COLUMN visits.fetched IS 'pages fetched';
COMMENT ON COLUMN visits.stored IS 'articles stored';
COMMENT ON COLUMN visits.relevant IS 'of these, about the topic';
COMMENT ON COLUMN visits.copies IS 'of these, copies';
COMMENT ON COLUMN visits.left_over IS 'leads kept for the next run';
COMMENT ON COLUMN visits.forbidden IS 'leads that robots.txt forbids';
COMMENT ON COLUMN visits.seconds IS 'how long the visit took';
COMMENT ON COLUMN visits.reason IS 'in words, what went wrong or deserves a remark';
COMMENT ON COLUMN visits.sources IS 'how each source answered, as JSON';
