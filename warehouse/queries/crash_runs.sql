-- These runs died without a word.
UPDATE runs SET status = 'crashed' WHERE id IN (SELECT unnest($ids::BIGINT[]))
