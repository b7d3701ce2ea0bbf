-- Which leads of these outlets are open, whether they may be fetched now or not?
SELECT outlet_id, list(key)
FROM leads
WHERE outlet_id IN (SELECT unnest($outlets::VARCHAR[])) AND closed_at IS NULL
GROUP BY outlet_id
