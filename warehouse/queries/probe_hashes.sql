-- By which hashes shall this batch be looked up?
CREATE OR REPLACE TEMP TABLE probe_hashes AS
SELECT bucket, rest, article_id
FROM incoming
ANTI JOIN common_hashes USING (bucket, rest)
