-- When is each of these outlets due again (its earliest source, of these if given; NULL: now)?
SELECT outlet_id, CASE WHEN bool_or(due IS NULL) THEN NULL ELSE min(due) END AS next_due
FROM (
    SELECT outlet_id, url, CASE WHEN visited_at > $ahead THEN NULL ELSE next_due END AS due  -- a clock ran ahead
    FROM sources
)
WHERE outlet_id IN (SELECT unnest($outlets::VARCHAR[]))
  AND ($urls IS NULL OR url IN (SELECT unnest($urls::VARCHAR[])))
GROUP BY outlet_id
