-- It is published now.
INSERT INTO building.store.reading_copy VALUES ($now::TIMESTAMPTZ)
