-- Where does the copy keep when it was published?
CREATE TABLE building.store.reading_copy (published_at TIMESTAMPTZ)
