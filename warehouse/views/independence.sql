-- How many outlets have a story, how many really reported it, and where does the rest come from?
CREATE OR REPLACE VIEW independence AS
SELECT
    s.id AS story,
    s.headline,
    len(s.outlets) AS outlets,
    s.articles,
    s.independent,
    s.common_sources,
    concat_ws(', ',
        len(s.outlets) || CASE WHEN len(s.outlets) = 1 THEN ' outlet' ELSE ' outlets' END,
        s.independent || CASE WHEN s.independent = 1 THEN ' independent report' ELSE ' independent reports' END,
        CASE WHEN s.common_sources > 0
             THEN s.common_sources || CASE WHEN s.common_sources = 1 THEN ' common source' ELSE ' common sources' END END
    ) AS told,
    o.roots
FROM store.stories AS s
LEFT JOIN (
    SELECT story_id,
        list({'what': what, 'outlet': coalesce(named.name, outlet), 'time': time, 'article_id': article_id,
              'seed_id': seed_id, 'articles': len(article_ids), 'outlets': origins.outlets, 'why': why} ORDER BY place) AS roots
    FROM store.story_origins AS origins
    LEFT JOIN store.outlets AS named ON named.id = origins.outlet
    GROUP BY story_id
) AS o ON o.story_id = s.id
WHERE s.merged_into IS NULL AND s.articles > 0;

COMMENT ON VIEW independence IS 'How many really reported a story: copies count with their root, one outlet once, a common source once';
COMMENT ON COLUMN independence.story IS 'id of the story';
COMMENT ON COLUMN independence.headline IS 'title of its lead article';
COMMENT ON COLUMN independence.outlets IS 'outlets that have it, copies too';
COMMENT ON COLUMN independence.articles IS 'all its articles, copies too';
COMMENT ON COLUMN independence.independent IS 'reports that stand on nobody else''s text; a seed of which only copies are at hand is one';
COMMENT ON COLUMN independence.common_sources IS 'texts of others (a press release, an agency) that several outlets'' articles are shown to stand on';
COMMENT ON COLUMN independence.told IS 'the three numbers in words';
COMMENT ON COLUMN independence.roots IS 'independent reports and common sources in order of time: what, outlet, time, article_id, how many articles go back to it, in which outlets, and what shows a common source';
