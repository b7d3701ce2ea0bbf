-- The fingerprints as they are written to a file, always in the same order.
SELECT seed_id, part, language, title, outlet, url, published::TIMESTAMPTZ AS published, damage, identity, words,
       total_three, total_five, three, five, anchors, encoder, dimensions, vectors, scales, lengths, quoted, maker
FROM incoming
ORDER BY seed_id, part
