-- Keep which SQL they stand by.
INSERT INTO publishing.definitions
SELECT each[1], each[2] FROM (SELECT unnest($definitions::VARCHAR[][]) AS each)
