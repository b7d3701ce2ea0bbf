-- Who printed, translated, cut or reworded a seed, when, and which was the first?
CREATE OR REPLACE VIEW seed_uses AS
WITH named AS (
    SELECT seed_id, any_value(title) AS title, any_value(url) AS url, bool_or(own) AS own
    FROM store.seeds
    GROUP BY seed_id
)
SELECT
    g.seed_id,
    named.title AS seed_title,
    nullif(named.url, '') AS seed_url,
    coalesce(named.own, false) AS own,
    g.article_id,
    'a' || g.article_id AS handle,
    a.outlet_id AS outlet,
    coalesce(o.name, a.outlet_id) AS outlet_name,
    a.title,
    a.url,
    a.language,
    g.kind,
    g.score,
    coalesce(a.published, a.fetched_at) AS time,
    row_number() OVER (PARTITION BY g.seed_id ORDER BY coalesce(a.published, a.fetched_at), g.article_id) = 1 AS is_first,
    g.parent_id IS NULL AS direct,
    p.story_id,
    coalesce(t.relevant, false) AS relevant
FROM store.copy_groups AS g
JOIN store.articles AS a ON a.id = g.article_id
LEFT JOIN store.outlets AS o ON o.id = a.outlet_id
LEFT JOIN named ON named.seed_id = g.seed_id
LEFT JOIN store.story_articles AS p ON p.article_id = g.article_id
LEFT JOIN (SELECT article_id, bool_or(relevant) AS relevant FROM store.topic_verdicts GROUP BY article_id) AS t
    ON t.article_id = g.article_id
WHERE g.standing = 'copy' AND g.seed_id IS NOT NULL;

COMMENT ON VIEW seed_uses IS 'Who printed, translated, cut or reworded a seed: one row an article that goes back to one, your own texts with own = true';
COMMENT ON COLUMN seed_uses.seed_id IS 'id of the seed';
COMMENT ON COLUMN seed_uses.seed_title IS 'title of the seed';
COMMENT ON COLUMN seed_uses.seed_url IS 'address of the seed, where one is known';
COMMENT ON COLUMN seed_uses.own IS 'whether it is a text of your own (copydesk seeds add)';
COMMENT ON COLUMN seed_uses.article_id IS 'id of the article (see articles)';
COMMENT ON COLUMN seed_uses.handle IS 'short id of the article, as every command takes it: a34';
COMMENT ON COLUMN seed_uses.outlet IS 'id of the outlet that has it';
COMMENT ON COLUMN seed_uses.outlet_name IS 'name of that outlet';
COMMENT ON COLUMN seed_uses.title IS 'headline of the article';
COMMENT ON COLUMN seed_uses.url IS 'address of the article';
COMMENT ON COLUMN seed_uses.language IS 'language of the article';
COMMENT ON COLUMN seed_uses.kind IS 'what was done: exact, near, excerpt, spun, translation, rewrite';
COMMENT ON COLUMN seed_uses.score IS '0 to 1, comparable within a kind';
COMMENT ON COLUMN seed_uses.time IS 'when the article came out, else when it was fetched';
COMMENT ON COLUMN seed_uses.is_first IS 'whether it is the first use of that seed as far as known';
COMMENT ON COLUMN seed_uses.direct IS 'whether it was taken from the seed itself; false: from another article that was';
COMMENT ON COLUMN seed_uses.story_id IS 'id of its story, if it is in one (see stories)';
COMMENT ON COLUMN seed_uses.relevant IS 'whether a topic wants the article';
