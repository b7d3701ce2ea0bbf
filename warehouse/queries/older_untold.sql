-- How many articles on these topics are older than the digest looks back, and were never told to this target?
SELECT count(DISTINCT v.article_id)
FROM topic_verdicts AS v
JOIN articles AS a ON a.id = v.article_id
ANTI JOIN (
    SELECT unnest(article_ids) AS article_id FROM digest_stories WHERE target = $target
) AS t ON t.article_id = v.article_id
WHERE v.relevant AND v.topic IN (SELECT unnest($topics::VARCHAR[]))
  AND least(coalesce(a.published, a.fetched_at), a.fetched_at) < $since::TIMESTAMPTZ
