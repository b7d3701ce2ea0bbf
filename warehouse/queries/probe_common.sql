-- Which hashes of this batch occur in more than $most separate stories?
SELECT bucket, rest
FROM probe_spread
WHERE stories > $most
