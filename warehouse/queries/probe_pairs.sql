-- Which earlier articles share at least $least rare hashes with each article of the batch, rarest first?
-- A short article has few hashes (up to $few): one does, if hardly anything else has it.
WITH lengths AS (
    SELECT article_id, count(*) AS hashes FROM probe_hashes GROUP BY article_id
)
SELECT mine.article_id, theirs.article_id AS known_id, count(*) AS shared, sum(1 / spread.stories) AS weight
FROM probe_hashes AS mine
JOIN lengths USING (article_id)
JOIN probe_spread AS spread USING (bucket, rest)
JOIN (SELECT * FROM probe_hits ANTI JOIN probe_frames USING (bucket, rest, outlet_id)) AS theirs USING (bucket, rest)
WHERE spread.stories <= $most
  AND theirs.article_id < mine.article_id
GROUP BY mine.article_id, theirs.article_id
HAVING count(*) >= $least OR (any_value(lengths.hashes) <= $few AND min(spread.stories) <= 3)
QUALIFY row_number() OVER (PARTITION BY mine.article_id ORDER BY weight DESC, shared DESC, known_id) <= $top
ORDER BY mine.article_id, weight DESC, known_id
