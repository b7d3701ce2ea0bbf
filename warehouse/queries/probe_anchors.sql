-- Names and numbers of the on-topic articles of this batch.
CREATE OR REPLACE TEMP TABLE probe_anchors AS
SELECT anchor, article_id
FROM incoming
