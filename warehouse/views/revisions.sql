-- What changed on pages after they were read? One row a change.
CREATE OR REPLACE VIEW revisions AS
SELECT r.article_id, r.number, r.read_at, r.title, change.what, change.before, change.after
FROM store.revisions AS r CROSS JOIN unnest(r.changes) AS told(change);

COMMENT ON VIEW revisions IS 'Changes of pages after they were read: headlines, numbers, sentences, corrections';
COMMENT ON COLUMN revisions.article_id IS 'number of the article (see articles)';
COMMENT ON COLUMN revisions.number IS 'which revision of the page, from 1';
COMMENT ON COLUMN revisions.read_at IS 'when the page was read again';
COMMENT ON COLUMN revisions.title IS 'headline as the page has it then';
COMMENT ON COLUMN revisions.what IS 'headline, number, note (the outlet says that it corrected something), changed, added, removed';
COMMENT ON COLUMN revisions.before IS 'wording of the reading before; empty where something was added';
COMMENT ON COLUMN revisions.after IS 'wording now; empty where something was taken out';
