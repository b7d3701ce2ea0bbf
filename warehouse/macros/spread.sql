-- How did a story spread? FROM spread('s7'): its articles in order of time, with the hours since the first.
CREATE OR REPLACE MACRO spread(asked) AS TABLE
SELECT
    s.time,
    round(date_diff('minute', min(s.time) OVER (), s.time) / 60.0, 1) AS hours_after,
    s.outlet,
    s.language,
    coalesce(c.kind, 'report') AS kind,
    c.original_outlet AS taken_from,
    s.handle,
    s.title
FROM story_articles AS s
LEFT JOIN copies AS c ON c.article_id = s.article_id
WHERE s.story_handle = asked
   OR s.story_id IN (SELECT o.story_id FROM story_articles AS o WHERE o.handle = asked)
ORDER BY s.time, s.article_id;

COMMENT ON MACRO TABLE spread IS 'How a story spread: its articles in order of time, reports and copies, with the hours since the first: FROM spread(''s7'')';
