-- Which articles of the reading copy go back to this seed, the earliest first?
SELECT handle, time, outlet_name, kind, url, direct
FROM seed_uses
WHERE seed_id = $seed_id
ORDER BY time, article_id
