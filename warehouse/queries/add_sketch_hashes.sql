-- Remember by which hashes new articles can be found; hashes that are common already point to nothing.
INSERT INTO sketch_hashes (bucket, rest, article_id)
SELECT bucket, rest, article_id
FROM incoming
ANTI JOIN common_hashes USING (bucket, rest)
ORDER BY article_id
