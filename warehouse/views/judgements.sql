-- What did people rule on copies?
CREATE OR REPLACE VIEW judgements AS
SELECT j.id, j.article_id, 'a' || j.article_id AS handle, a.title, a.url, j.copy, j.original_id, coalesce(o.title, j.original_title) AS original_title,
       coalesce(o.url, j.original_url) AS original_url, j.original_id IS NULL OR o.id IS NOT NULL AS original_kept,
       j.seed_id, j.kind, j.note, j.judged_at, j.judged_by,
       j.id = max(j.id) OVER (PARTITION BY j.article_id) AS holds
FROM store.judgements AS j
LEFT JOIN store.articles AS a ON a.id = j.article_id
LEFT JOIN store.articles AS o ON o.id = j.original_id;

COMMENT ON VIEW judgements IS 'What people ruled on copies (copydesk judge); never changed, the last on an article holds';
COMMENT ON COLUMN judgements.id IS 'number of the judgement, ascending';
COMMENT ON COLUMN judgements.article_id IS 'id of the judged article';
COMMENT ON COLUMN judgements.handle IS 'its short id, as every command takes it: a34';
COMMENT ON COLUMN judgements.title IS 'its headline';
COMMENT ON COLUMN judgements.url IS 'its address';
COMMENT ON COLUMN judgements.copy IS 'true: a copy; false: taken from nobody';
COMMENT ON COLUMN judgements.original_id IS 'id of the article it was taken from';
COMMENT ON COLUMN judgements.original_title IS 'headline of that article, as it was if it is no longer kept';
COMMENT ON COLUMN judgements.original_url IS 'address of that article';
COMMENT ON COLUMN judgements.original_kept IS 'false where that article is no longer stored';
COMMENT ON COLUMN judgements.seed_id IS 'seed it was taken from';
COMMENT ON COLUMN judgements.kind IS 'kind of copy, as the person or the rules have it';
COMMENT ON COLUMN judgements.note IS 'why, in the words of the person';
COMMENT ON COLUMN judgements.judged_at IS 'when';
COMMENT ON COLUMN judgements.judged_by IS 'who; NULL if that was not kept';
COMMENT ON COLUMN judgements.holds IS 'whether it is the last word on its article';
