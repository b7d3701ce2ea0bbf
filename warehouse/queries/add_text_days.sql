-- Keep in the reading copy which days have a file of texts, and how many parts.
CREATE TABLE building.store.text_days AS
SELECT unnest($days::DATE[]) AS day, unnest($texts::BIGINT[]) AS texts
