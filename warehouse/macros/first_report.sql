-- Who reported a story first? FROM first_report('s7'): the earliest article that copies nobody.
CREATE OR REPLACE MACRO first_report(asked) AS TABLE
SELECT s.story_handle AS story, s.time, s.outlet, s.language, s.handle, s.title, s.url
FROM story_articles AS s
WHERE asked IN (s.story_handle, s.handle) OR s.story_id IN (SELECT o.story_id FROM story_articles AS o WHERE o.handle = asked)
QUALIFY row_number() OVER (PARTITION BY s.story_id ORDER BY s.copy_of IS NOT NULL, s.time, s.article_id) = 1;

COMMENT ON MACRO TABLE first_report IS 'Who reported a story first, by the story''s short id or that of one of its articles: FROM first_report(''s7'')';
