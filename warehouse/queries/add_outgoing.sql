-- Put messages into the outbox.
INSERT INTO outbox (digest_id, target, part, parts, revision, content_sha256, text, blocks, state, attempts, ts, changed_at)
SELECT o.digest_id, o.target, o.part, o.parts, o.revision, o.content_sha256, o.text, o.blocks::JSON, 'waiting', 0, '', o.changed_at
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"digest_id":"VARCHAR","target":"VARCHAR","part":"INTEGER",
        "parts":"INTEGER","revision":"INTEGER","content_sha256":"VARCHAR","text":"VARCHAR","blocks":"VARCHAR",
        "changed_at":"TIMESTAMPTZ"}]')) AS o
)
