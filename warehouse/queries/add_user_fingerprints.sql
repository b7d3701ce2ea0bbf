-- Keep the fingerprints of a user's own seed.
INSERT INTO user_fingerprints
SELECT seed_id, part, language, title, outlet, url, published::TIMESTAMPTZ, damage, identity, words, total_three,
       total_five, three, five, anchors, encoder, dimensions, vectors, scales, lengths, quoted
FROM incoming
