-- In how many separate stories does each hash occur?
CREATE OR REPLACE TEMP TABLE probe_spread AS
SELECT bucket, rest, count(DISTINCT story) AS stories
FROM probe_hits
GROUP BY bucket, rest
