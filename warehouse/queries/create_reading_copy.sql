-- When was the copy published?
CREATE TABLE building.store.reading_copy AS SELECT $now::TIMESTAMPTZ AS published_at
