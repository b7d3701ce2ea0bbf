-- Where do these hashes occur, in stored articles and in the batch itself? The one scan of the history.
-- story: the copies of one article count once, else a widely syndicated one would make its own wording look common.
CREATE OR REPLACE TEMP TABLE probe_hits AS
WITH near AS MATERIALIZED (
    SELECT stored.bucket, stored.rest, stored.article_id
    FROM sketch_hashes AS stored
    JOIN probe_buckets USING (bucket)
),
hits AS (
    SELECT bucket, rest, article_id FROM near SEMI JOIN probe_hashes USING (bucket, rest)
    UNION
    SELECT bucket, rest, article_id FROM probe_hashes
)
SELECT hits.bucket, hits.rest, hits.article_id, coalesce(groups.lead_id, hits.article_id) AS story, articles.outlet_id
FROM hits
LEFT JOIN copy_groups AS groups ON groups.article_id = hits.article_id
LEFT JOIN articles ON articles.id = hits.article_id
