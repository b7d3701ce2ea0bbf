-- Which fingerprints does this file hold?
SELECT seed_id, part, language, title, outlet, url, published, damage, identity, words, total_three, total_five, three,
       five, anchors, encoder, dimensions, vectors, scales, lengths, quoted
FROM read_parquet($path)
ORDER BY seed_id, part
