-- Which requests were made, and how were they answered?
CREATE OR REPLACE VIEW fetches AS
SELECT fetched_at, outlet_id AS outlet, url, status, bytes, seconds, reason, run_id
FROM store.fetches;

COMMENT ON VIEW fetches IS 'The fetch log: one row a request; upkeep prunes it';
COMMENT ON COLUMN fetches.fetched_at IS 'when it was asked';
COMMENT ON COLUMN fetches.outlet IS 'id of the outlet it was asked for';
COMMENT ON COLUMN fetches.url IS 'address that was asked';
COMMENT ON COLUMN fetches.status IS 'HTTP status; 304 is unchanged; NULL if no answer came';
COMMENT ON COLUMN fetches.bytes IS 'size of the answer';
COMMENT ON COLUMN fetches.seconds IS 'how long it took';
COMMENT ON COLUMN fetches.reason IS 'in words, when it gave nothing usable';
COMMENT ON COLUMN fetches.run_id IS 'run that asked (see runs)';
