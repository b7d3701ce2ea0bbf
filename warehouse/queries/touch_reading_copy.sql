-- It is published anew.
UPDATE building.store.reading_copy SET published_at = $now::TIMESTAMPTZ
