-- These stand there anew.
DELETE FROM publishing.definitions
WHERE name IN (SELECT each[1] FROM (SELECT unnest($definitions::VARCHAR[][]) AS each))
