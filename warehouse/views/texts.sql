-- What does an article say, as one text?
CREATE OR REPLACE VIEW texts AS
SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY part) AS text
FROM bodies
GROUP BY article_id;

COMMENT ON VIEW texts IS 'The whole text of each article: join it by article_id; a day or an id in WHERE keeps it quick';
COMMENT ON COLUMN texts.article_id IS 'id of the article';
COMMENT ON COLUMN texts.text IS 'all parts, a blank line between two';
