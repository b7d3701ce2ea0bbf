-- Which hashes have turned out to be common?
INSERT INTO common_hashes (bucket, rest)
SELECT DISTINCT bucket, rest
FROM incoming
ANTI JOIN common_hashes USING (bucket, rest)
