-- Which article, or which seed if it is none, was a text taken from?
SELECT coalesce(outlets.name, articles.outlet_id), articles.title, articles.url
FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet_id
WHERE articles.id = $id::BIGINT
UNION ALL
SELECT any_value(outlet), any_value(title), any_value(url)
FROM seeds
WHERE $id::BIGINT IS NULL AND seed_id = $seed_id
HAVING count(*) > 0
