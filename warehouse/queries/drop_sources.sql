-- Forget the rows of these sources, which are written anew in the same transaction.
DELETE FROM sources WHERE url IN (SELECT unnest($urls::VARCHAR[]))
