-- Keep in the reading copy which days have a file of texts, and how many parts.
INSERT INTO building.store.text_days
SELECT unnest($days::DATE[]) AS day, unnest($texts::BIGINT[]) AS texts
