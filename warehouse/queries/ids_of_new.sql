-- Which of these keys are not stored yet, and which id does each get? In the order of the keys. (DuckLake has no RETURNING.)
SELECT given.key, (SELECT coalesce(max(id), 0) FROM articles) + row_number() OVER (ORDER BY given.place)
FROM (
    SELECT unnest(keys) AS key, generate_subscripts(keys, 1) AS place
    FROM (SELECT from_json($keys::JSON, '["VARCHAR"]') AS keys)
) AS given
ANTI JOIN articles AS stored ON stored.key = given.key
