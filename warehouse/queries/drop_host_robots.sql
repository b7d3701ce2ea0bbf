-- Forget rules that are too old or are written anew in the same transaction.
DELETE FROM host_robots WHERE expires <= $now OR origin IN (SELECT unnest($origins::VARCHAR[]))
