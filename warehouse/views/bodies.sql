-- What do the articles say, part by part? Read from the daily files; publishing puts their folder in the place of
-- BODIES_FOLDER, and a variable names it where home has moved since. The files may know articles that came after this
-- copy was published: LAST_ARTICLE is the last that belongs to it.
CREATE OR REPLACE VIEW bodies AS
SELECT article_id, part, language, text, try_strptime(parse_filename(filename, true), '%Y-%m-%d')::DATE AS fetched_day
FROM read_parquet(coalesce(getvariable('bodies'), 'BODIES_FOLDER') || '/*.parquet', filename = true)
WHERE article_id <= LAST_ARTICLE;

COMMENT ON VIEW bodies IS 'The texts, one row a part: a bilingual page has two';
COMMENT ON COLUMN bodies.article_id IS 'id of the article';
COMMENT ON COLUMN bodies.part IS 'place of the part in the text, from 0';
COMMENT ON COLUMN bodies.language IS 'ISO 639-1 code of the part; und if unknown';
COMMENT ON COLUMN bodies.text IS 'the text of the part';
COMMENT ON COLUMN bodies.fetched_day IS 'UTC day of fetching: a span of days in WHERE reads only their files';
