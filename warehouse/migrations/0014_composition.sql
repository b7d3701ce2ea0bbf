-- What a digest's head, lines and quiet days say since it is composed for readers.
ALTER TABLE digests ADD COLUMN head INTEGER;        -- so many of its stories are the digest proper; 0: all
ALTER TABLE digests ADD COLUMN changes VARCHAR[];   -- what changed in the outlets' health since the digest before
ALTER TABLE digests ADD COLUMN quiet VARCHAR;       -- where nothing was told: how far was looked back, what is kept
ALTER TABLE digest_stories ADD COLUMN reports INTEGER;  -- independent ones
ALTER TABLE digest_stories ADD COLUMN outlets INTEGER;  -- that have it, copies included
ALTER TABLE digest_stories ADD COLUMN kinds VARCHAR[];  -- the kind of each of the copies
ALTER TABLE digest_stories ADD COLUMN common_sources INTEGER;
ALTER TABLE digest_stories ADD COLUMN page VARCHAR;     -- address of the story's own page
