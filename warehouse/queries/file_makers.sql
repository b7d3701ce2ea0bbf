-- By which rules were the fingerprints of this file made?
SELECT DISTINCT maker
FROM read_parquet($path)
