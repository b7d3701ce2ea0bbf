-- When is each of these outlets due again (its earliest source, of these if given; NULL: now)?
SELECT outlet_id, CASE WHEN bool_or(next_due IS NULL) THEN NULL ELSE min(next_due) END AS next_due
FROM sources
WHERE outlet_id IN (SELECT unnest($outlets::VARCHAR[]))
  AND ($urls IS NULL OR url IN (SELECT unnest($urls::VARCHAR[])))
GROUP BY outlet_id
