-- Which hashes of these buckets stand in more than $most separate stories?
INSERT INTO common_hashes (bucket, rest)
SELECT bucket, rest
FROM (
    SELECT stored.bucket, stored.rest, coalesce(groups.lead_id, stored.article_id) AS story
    FROM sketch_hashes AS stored
    LEFT JOIN copy_groups AS groups USING (article_id)
    WHERE stored.bucket >= $first AND stored.bucket < $end
      AND (stored.bucket, stored.rest) IN (
          SELECT (bucket, rest) FROM sketch_hashes
          WHERE bucket >= $first AND bucket < $end
          GROUP BY bucket, rest HAVING count(*) > $most
      )
)
ANTI JOIN common_hashes USING (bucket, rest)
GROUP BY bucket, rest
HAVING count(DISTINCT story) > $most
