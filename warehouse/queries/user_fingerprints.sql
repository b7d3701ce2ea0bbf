-- Which fingerprints do the user's own seeds have?
SELECT seed_id, part, language, title, outlet, url, published, damage, identity, words, total_three, total_five, three,
       five, anchors, encoder, dimensions, vectors, scales, lengths, quoted
FROM user_fingerprints
ORDER BY seed_id, part
