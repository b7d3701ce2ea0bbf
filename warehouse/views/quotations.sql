-- Who is quoted, and with which words?
CREATE OR REPLACE VIEW quotations AS
WITH matched AS (
    SELECT article_id, language, fetched_day, unnest(regexp_extract_all(
        text, '([^.!?。！？\n"“”„«»「」]{0,80})["“„«「]([^"“”„«»「」\n]+)["”“»」]([^.!?。！？\n"“”„«»「」]{0,80})'
    )) AS match
    FROM bodies
),
said AS (
    SELECT article_id, language, fetched_day, regexp_extract(
        match, '([^.!?。！？\n"“”„«»「」]{0,80})["“„«「]([^"“”„«»「」\n]+)["”“»」]([^.!?。！？\n"“”„«»「」]{0,80})',
        ['before', 'quotation', 'after']
    ) AS piece
    FROM matched
)
SELECT said.article_id, 'a' || said.article_id AS handle, a.outlet_id AS outlet, said.language,
       trim(piece.quotation) AS quotation, trim(piece.before) AS before, trim(piece.after) AS after, said.fetched_day
FROM said
JOIN store.articles AS a ON a.id = said.article_id
WHERE len(piece.quotation) >= 20 OR (said.language IN ('zh', 'ja', 'ko') AND len(piece.quotation) >= 8);

COMMENT ON VIEW quotations IS 'Words in quotation marks, one row a quotation; who said them mostly stands before or after. A span of fetched_day keeps it quick';
COMMENT ON COLUMN quotations.article_id IS 'id of the article (see articles)';
COMMENT ON COLUMN quotations.handle IS 'its short id';
COMMENT ON COLUMN quotations.outlet IS 'id of its outlet';
COMMENT ON COLUMN quotations.language IS 'ISO 639-1 code of the text around it';
COMMENT ON COLUMN quotations.quotation IS 'what stands in the marks; headwords and titles of a few characters are left out';
COMMENT ON COLUMN quotations.before IS 'what stands before it in its sentence';
COMMENT ON COLUMN quotations.after IS 'what stands after it in its sentence, such as: said Marit Skogen';
COMMENT ON COLUMN quotations.fetched_day IS 'UTC day of fetching: a span of days in WHERE reads only their files';
