-- The languages that a digest's lead article is written in, where it is more than one.
ALTER TABLE digest_stories ADD COLUMN written_in VARCHAR[];
