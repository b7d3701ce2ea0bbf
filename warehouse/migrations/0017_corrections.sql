-- What was wrong with a story that a digest told, in a person's words.
ALTER TABLE digest_stories ADD COLUMN corrected VARCHAR;
