-- Which pairs share a passage without one being a copy of the other?
CREATE OR REPLACE VIEW shared_passages AS
SELECT v.article_id, v.known_id, v.seed_id, a.title, k.title AS known_title, a.url, k.url AS known_url, v.why, v.decided_at
FROM store.copy_verdicts AS v
JOIN store.articles AS a ON a.id = v.article_id
LEFT JOIN store.articles AS k ON k.id = v.known_id
WHERE v.kind = 'none';

COMMENT ON VIEW shared_passages IS 'Pairs that share a long passage although neither is a copy: statements, press releases, quotations';
COMMENT ON COLUMN shared_passages.article_id IS 'id of the later article';
COMMENT ON COLUMN shared_passages.known_id IS 'id of the other article; NULL for a seed';
COMMENT ON COLUMN shared_passages.seed_id IS 'seed; NULL for an article';
COMMENT ON COLUMN shared_passages.title IS 'headline of the later article';
COMMENT ON COLUMN shared_passages.known_title IS 'headline of the other';
COMMENT ON COLUMN shared_passages.url IS 'address of the later article';
COMMENT ON COLUMN shared_passages.known_url IS 'address of the other';
COMMENT ON COLUMN shared_passages.why IS 'reasons in words';
COMMENT ON COLUMN shared_passages.decided_at IS 'when it was decided';
