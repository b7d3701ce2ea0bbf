-- In how many separate stories does each hash occur? The copies of one article count once: else a widely
-- syndicated article would make its own wording look common.
CREATE OR REPLACE TEMP TABLE probe_spread AS
SELECT bucket, rest, count(DISTINCT coalesce(groups.lead_id, hits.article_id)) AS stories
FROM probe_hits AS hits
LEFT JOIN copy_groups AS groups ON groups.article_id = hits.article_id
GROUP BY bucket, rest
