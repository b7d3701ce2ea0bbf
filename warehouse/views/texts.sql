-- What does an article say, as one text?
CREATE OR REPLACE VIEW texts AS
-- Most have one part, and flow through; only those of several are gathered, else a search of everything would hold it all.
WITH several AS (SELECT DISTINCT article_id FROM bodies WHERE part > 0)
SELECT article_id, text FROM bodies ANTI JOIN several USING (article_id)
UNION ALL
SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY part) AS text
FROM bodies
SEMI JOIN several USING (article_id)
GROUP BY article_id;

COMMENT ON VIEW texts IS 'The whole text of each article: join it by article_id; a day or an id in WHERE keeps it quick';
COMMENT ON COLUMN texts.article_id IS 'id of the article';
COMMENT ON COLUMN texts.text IS 'all parts, a blank line between two';
