-- How fresh is what SQL sees?
CREATE OR REPLACE VIEW reading_copy AS
SELECT published_at FROM store.reading_copy;

COMMENT ON VIEW reading_copy IS 'When this reading copy was published';
COMMENT ON COLUMN reading_copy.published_at IS 'time of publication; what was stored later is not seen yet';
