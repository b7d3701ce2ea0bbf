-- Which seeds did the user add, with their texts?
SELECT seed_id, title, outlet, url, published, text, added_at
FROM user_seeds
ORDER BY added_at, seed_id
