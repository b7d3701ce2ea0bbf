-- Where do these hashes occur, in stored articles and in the batch itself? The one scan of the history.
CREATE OR REPLACE TEMP TABLE probe_hits AS
WITH near AS MATERIALIZED (
    SELECT stored.bucket, stored.rest, stored.article_id
    FROM sketch_hashes AS stored
    JOIN probe_buckets USING (bucket)
)
SELECT bucket, rest, article_id FROM near SEMI JOIN probe_hashes USING (bucket, rest)
UNION
SELECT bucket, rest, article_id FROM probe_hashes
