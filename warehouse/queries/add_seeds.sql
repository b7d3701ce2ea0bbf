-- Keep which seeds are in use, so that views can name them.
INSERT INTO seeds (seed_id, part, language, title, outlet, url, published, damage, own)
SELECT s.seed_id, s.part, s.language, s.title, s.outlet, s.url, s.published, s.damage, s.own
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"seed_id":"VARCHAR","part":"INTEGER","language":"VARCHAR",
        "title":"VARCHAR","outlet":"VARCHAR","url":"VARCHAR","published":"TIMESTAMPTZ","damage":"VARCHAR",
        "own":"BOOLEAN"}]')) AS s
)
