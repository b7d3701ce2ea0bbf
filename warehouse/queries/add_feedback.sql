-- Store what readers said about a digest.
INSERT INTO feedback (digest_id, target, part, story_id, reaction, readers, read_at)
SELECT f.digest_id, f.target, f.part, f.story_id, f.reaction, f.readers, f.read_at
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"digest_id":"VARCHAR","target":"VARCHAR","part":"INTEGER",
        "story_id":"BIGINT","reaction":"VARCHAR","readers":"INTEGER","read_at":"TIMESTAMPTZ"}]')) AS f
)
