-- Which outlets published these articles?
SELECT id, outlet_id
FROM articles
WHERE id IN (SELECT unnest($ids::BIGINT[]))
