-- Forget rules that are too old or are written anew in the same transaction.
DELETE FROM host_robots WHERE expires <= $oldest OR origin IN (SELECT unnest($origins::VARCHAR[]))
