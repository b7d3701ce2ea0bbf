-- Store a digest.
INSERT INTO digests (digest_id, target, topic, title, day, edition, made_at, outlets, articles, copies, languages,
                     health, notes, left_over, state, delivered_at, head, changes, quiet)
SELECT d.digest_id, d.target, d.topic, d.title, d.day, d.edition, d.made_at, d.outlets, d.articles, d.copies,
       d.languages, d.health, d.notes, d.left_over, d.state, d.delivered_at,
       d.head, d.changes, d.quiet
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"digest_id":"VARCHAR","target":"VARCHAR","topic":"VARCHAR",
        "title":"VARCHAR","day":"DATE","edition":"INTEGER","made_at":"TIMESTAMPTZ","outlets":"INTEGER",
        "articles":"INTEGER","copies":"INTEGER","languages":["VARCHAR"],"health":["VARCHAR"],"notes":["VARCHAR"],
        "left_over":"INTEGER","state":"VARCHAR","delivered_at":"TIMESTAMPTZ","head":"INTEGER","changes":["VARCHAR"],
        "quiet":"VARCHAR"}]')) AS d
)
