-- Which way did a text travel, from its root to each copy?
CREATE OR REPLACE VIEW lineage AS
WITH RECURSIVE seeds AS (
    SELECT seed_id, any_value(outlet) AS outlet FROM store.seeds GROUP BY seed_id
),
standing AS (
    SELECT g.article_id, g.parent_id, g.lead_id, g.seed_id, g.depth, g.kind, g.certainty, g.why, g.by_person, g.standing,
           coalesce(o.name, a.outlet_id) AS outlet, a.title, a.url, a.published
    FROM store.copy_groups AS g
    JOIN store.articles AS a ON a.id = g.article_id
    LEFT JOIN store.outlets AS o ON o.id = a.outlet_id
    WHERE g.standing IN ('copy', 'original')
),
travelled AS (
    SELECT s.article_id, [s.article_id] AS path,
           CASE WHEN s.standing = 'copy' AND s.seed_id IS NOT NULL
                THEN ['seed ' || coalesce(seeds.outlet, s.seed_id), s.outlet] ELSE [s.outlet] END AS outlets
    FROM standing AS s
    LEFT JOIN seeds ON seeds.seed_id = s.seed_id
    WHERE s.parent_id IS NULL
    UNION ALL
    SELECT s.article_id, list_append(t.path, s.article_id), list_append(t.outlets, s.outlet)
    FROM standing AS s
    JOIN travelled AS t ON t.article_id = s.parent_id
    WHERE len(t.path) < 1000
)
SELECT s.article_id, 'a' || s.article_id AS handle, s.lead_id, s.seed_id, coalesce(s.depth, len(t.path) - 1) AS depth, s.outlet, s.title, s.url, s.published,
       s.kind, s.parent_id AS original_id, s.certainty, s.why, s.by_person, t.path, array_to_string(t.outlets, ' → ') AS way
FROM standing AS s
JOIN travelled AS t USING (article_id);

COMMENT ON VIEW lineage IS 'Trees of copies: one row an article that was copied or is a copy, with its way from the root';
COMMENT ON COLUMN lineage.article_id IS 'id of the article';
COMMENT ON COLUMN lineage.handle IS 'its short id, as every command takes it: a34';
COMMENT ON COLUMN lineage.lead_id IS 'root of its tree; for one that goes back to a seed its earliest article';
COMMENT ON COLUMN lineage.seed_id IS 'seed that the tree goes back to, if any';
COMMENT ON COLUMN lineage.depth IS 'steps from the root: 0 for the root itself, 1 for its direct copies; a seed is a root above the articles';
COMMENT ON COLUMN lineage.outlet IS 'outlet that has it';
COMMENT ON COLUMN lineage.title IS 'headline';
COMMENT ON COLUMN lineage.url IS 'address';
COMMENT ON COLUMN lineage.published IS 'date its page gives; may be missing or wrong';
COMMENT ON COLUMN lineage.kind IS 'what it is to its direct original; NULL for a root';
COMMENT ON COLUMN lineage.original_id IS 'article it was directly taken from; NULL for a root and for a direct copy of a seed';
COMMENT ON COLUMN lineage.certainty IS 'that this is its direct original, 0 to 1; of a root that it is one';
COMMENT ON COLUMN lineage.why IS 'why, in words';
COMMENT ON COLUMN lineage.by_person IS 'whether a person ruled so (copydesk judge)';
COMMENT ON COLUMN lineage.path IS 'ids from the root to this article';
COMMENT ON COLUMN lineage.way IS 'outlets from the root to this article';
