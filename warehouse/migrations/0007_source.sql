-- The outlet or address that an article's own text credits ("Source: …"): it tells who copied whom.
ALTER TABLE articles ADD COLUMN source VARCHAR;
