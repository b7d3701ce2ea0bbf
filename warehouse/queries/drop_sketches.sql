-- By what were these articles found so far? It is written anew in the same transaction.
DELETE FROM sketches
WHERE article_id BETWEEN $first AND $last
  AND article_id IN (SELECT unnest($ids::BIGINT[]))
