-- Common hashes lead nowhere: their rows need not be read any more.
DELETE FROM sketch_hashes
WHERE (bucket, rest) IN (SELECT (bucket, rest) FROM common_hashes)
