-- Who took an article's text, directly or by way of another? FROM copies_of('a26'), or by a part of its address.
CREATE OR REPLACE MACRO copies_of(asked) AS TABLE
SELECT c.day, c.outlet, c.language, c.kind, c.depth, c.hours_after, c.copied_share, c.handle, c.title, c.url
FROM copies AS c
WHERE asked IN (c.original_handle, c.lead_handle)
   OR length(asked) > 8 AND (contains(c.original_url, asked) OR contains(c.lead_url, asked))
ORDER BY c.depth, c.day, c.article_id;

COMMENT ON MACRO TABLE copies_of IS 'Who took an article''s text, directly or by way of another: FROM copies_of(''a26''), or by a part of its address';
