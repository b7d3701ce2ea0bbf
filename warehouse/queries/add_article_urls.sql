-- Keep these other addresses of articles; one that is kept already stays as it is.
INSERT INTO article_urls (article_id, key, url, why, found_at)
SELECT a.article_id, a.key, a.url, a.why, $at::TIMESTAMPTZ
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","key":"VARCHAR","url":"VARCHAR","why":"VARCHAR"}]')) AS a
)
ANTI JOIN article_urls AS kept ON kept.key = a.key
