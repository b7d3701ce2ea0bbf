-- What is a seed called where it stands beside reports, and of when is it?
SELECT seed_id, coalesce(nullif(any_value(outlet), ''), nullif(any_value(title), '')), any_value(published)
FROM seeds
WHERE seed_id IN (SELECT unnest(from_json($ids::JSON, '["VARCHAR"]')))
GROUP BY seed_id
