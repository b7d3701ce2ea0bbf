-- Which articles are copies, of what, how sure, and who says so?
CREATE OR REPLACE VIEW copies AS
WITH pairs AS (
    SELECT CASE WHEN newcomer_is_copy OR known_id IS NULL THEN article_id ELSE known_id END AS copy_id,
           CASE WHEN newcomer_is_copy OR known_id IS NULL THEN known_id ELSE article_id END AS original_id,
           CASE WHEN original_id IS NULL THEN seed_id ELSE '' END AS of_seed, rule, direction_why, why, decided_at,
           CASE WHEN newcomer_is_copy OR known_id IS NULL THEN coverage_article ELSE coverage_known END AS copied_share,
           CASE WHEN newcomer_is_copy OR known_id IS NULL THEN coverage_known ELSE coverage_article END AS original_share,
           row_number() OVER (PARTITION BY copy_id, original_id, of_seed ORDER BY score DESC, seed_part) AS place
    FROM store.copy_verdicts
    WHERE kind <> 'none'
),
ruled AS (
    SELECT article_id, note, judged_by, original_title, original_url
    FROM store.judgements
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY id DESC) = 1
),
seeds AS NOT MATERIALIZED ( -- else DuckDB works out every column of the view whichever is asked for
    SELECT seed_id, any_value(title) AS title, any_value(outlet) AS outlet, any_value(url) AS url,
           any_value(published) AS published, bool_or(own) AS own
    FROM store.seeds
    GROUP BY seed_id
)
SELECT
    g.article_id,
    'a' || g.article_id AS handle,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.title,
    a.url,
    a.language,
    g.kind,
    CASE g.kind
        WHEN 'exact' THEN 'an exact copy of'
        WHEN 'near' THEN 'nearly the same text as'
        WHEN 'excerpt' THEN 'an excerpt of'
        WHEN 'spun' THEN 'a spun copy of'
        WHEN 'translation' THEN 'a translation of'
        ELSE 'likely rewritten from'
    END AS relation,
    g.score,
    g.parent_id AS original_id,
    'a' || g.parent_id AS original_handle,
    CASE WHEN g.parent_id IS NULL THEN g.seed_id END AS seed_id,
    coalesce(o.outlet_id, s.outlet) AS original_outlet,
    coalesce(o.title, s.title, CASE WHEN g.by_person THEN ruled.original_title END) AS original_title,
    coalesce(o.url, s.url, CASE WHEN g.by_person THEN ruled.original_url END) AS original_url,
    coalesce(s.own, false) AS of_own_text,
    round(epoch(a.published - coalesce(o.published, s.published)) / 3600, 1) AS hours_after,
    g.lead_id,
    'a' || g.lead_id AS lead_handle,
    CASE WHEN g.seed_id IS NULL THEN l.outlet_id ELSE root.outlet END AS lead_outlet,
    CASE WHEN g.seed_id IS NULL THEN l.title ELSE root.title END AS lead_title,
    CASE WHEN g.seed_id IS NULL THEN l.url ELSE root.url END AS lead_url,
    g.depth,
    g.certainty,
    g.why AS lineage_why,
    g.seed_id AS group_seed_id,
    p.copied_share,
    p.original_share,
    p.rule,
    p.why,
    p.direction_why,
    g.by_person,
    CASE WHEN g.by_person THEN ruled.judged_by END AS judged_by,
    CASE WHEN g.by_person THEN ruled.note END AS note,
    g.decided_at
FROM store.copy_groups AS g
JOIN store.articles AS a ON a.id = g.article_id
LEFT JOIN ( -- of all articles those that are meant, else the whole table is gathered for a few
    SELECT * FROM store.articles WHERE id IN (SELECT parent_id FROM store.copy_groups WHERE standing = 'copy')
) AS o ON o.id = g.parent_id
LEFT JOIN (
    SELECT * FROM store.articles WHERE id IN (SELECT lead_id FROM store.copy_groups WHERE standing = 'copy')
) AS l ON l.id = g.lead_id
LEFT JOIN seeds AS root ON root.seed_id = g.seed_id
LEFT JOIN seeds AS s ON s.seed_id = CASE WHEN g.parent_id IS NULL THEN g.seed_id END
LEFT JOIN pairs AS p
  ON p.copy_id = g.article_id
 AND p.original_id IS NOT DISTINCT FROM g.parent_id
 AND p.of_seed = CASE WHEN g.parent_id IS NULL THEN g.seed_id ELSE '' END -- an equality: OR would compare all with all
 AND p.place = 1
LEFT JOIN ruled ON ruled.article_id = g.article_id
WHERE g.standing = 'copy';

COMMENT ON VIEW copies IS 'Copies: one row an article that was taken from another article or from a seed';
COMMENT ON COLUMN copies.article_id IS 'id of the copy';
COMMENT ON COLUMN copies.handle IS 'short id of the copy, as every command takes it: a34';
COMMENT ON COLUMN copies.day IS 'day of its publication, else of fetching; it begins in the zone of COPYDESK_TIMEZONE';
COMMENT ON COLUMN copies.outlet IS 'outlet that has the copy';
COMMENT ON COLUMN copies.title IS 'headline of the copy';
COMMENT ON COLUMN copies.url IS 'address of the copy';
COMMENT ON COLUMN copies.language IS 'language of the copy';
COMMENT ON COLUMN copies.kind IS 'exact, near, excerpt, spun, translation, or rewrite (which is only ever likely)';
COMMENT ON COLUMN copies.relation IS 'the kind in words, to stand before the title of the original';
COMMENT ON COLUMN copies.score IS '0 to 1, comparable within a kind';
COMMENT ON COLUMN copies.original_id IS 'id of the article it was directly taken from; NULL for a seed';
COMMENT ON COLUMN copies.original_handle IS 'short id of that article; NULL for a seed';
COMMENT ON COLUMN copies.seed_id IS 'seed it was taken from; NULL for an article';
COMMENT ON COLUMN copies.original_outlet IS 'outlet of the original as far as known';
COMMENT ON COLUMN copies.original_title IS 'headline of the original as far as known';
COMMENT ON COLUMN copies.original_url IS 'address of the original as far as known';
COMMENT ON COLUMN copies.of_own_text IS 'whether it was taken from a seed of your own (copydesk seeds add)';
COMMENT ON COLUMN copies.hours_after IS 'hours between the original and the copy, by the dates of their pages; NULL if one has none';
COMMENT ON COLUMN copies.lead_id IS 'root of the lineage: likely original of the whole group; for a group that goes back to a seed its earliest article';
COMMENT ON COLUMN copies.lead_handle IS 'short id of that article';
COMMENT ON COLUMN copies.lead_outlet IS 'whom the text comes from in the end: outlet of the lead article, or of the seed of the group';
COMMENT ON COLUMN copies.lead_title IS 'its headline there, or the title of the seed';
COMMENT ON COLUMN copies.lead_url IS 'its address there, or that of the seed';
COMMENT ON COLUMN copies.depth IS 'steps from the root: 1 for a direct copy of it';
COMMENT ON COLUMN copies.certainty IS 'that this is the article it was directly taken from, 0 to 1';
COMMENT ON COLUMN copies.lineage_why IS 'why this one, in words';
COMMENT ON COLUMN copies.group_seed_id IS 'seed that the whole group goes back to, if any';
COMMENT ON COLUMN copies.copied_share IS 'share of the copy that was found in the original, 0 to 1';
COMMENT ON COLUMN copies.original_share IS 'share of the original that was found in the copy, 0 to 1';
COMMENT ON COLUMN copies.rule IS 'rule that decided (see docs)';
COMMENT ON COLUMN copies.why IS 'reasons in words, the deciding one first';
COMMENT ON COLUMN copies.direction_why IS 'why this one is taken for the copy and not the other';
COMMENT ON COLUMN copies.by_person IS 'whether a person ruled so (copydesk judge)';
COMMENT ON COLUMN copies.judged_by IS 'who; NULL if no person ruled';
COMMENT ON COLUMN copies.note IS 'the note of that person';
COMMENT ON COLUMN copies.decided_at IS 'when it was decided';
