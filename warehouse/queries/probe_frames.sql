-- Which hashes stand in several separate stories of one outlet, and so belong to its frame?
CREATE OR REPLACE TEMP TABLE probe_frames AS
SELECT bucket, rest, outlet_id
FROM probe_hits
WHERE outlet_id IS NOT NULL
GROUP BY bucket, rest, outlet_id
HAVING count(DISTINCT story) >= $frame
