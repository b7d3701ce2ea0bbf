-- Which stored articles may be these pages of their outlets: by text, by title, by the address a page names as its own?
WITH asked AS MATERIALIZED (
    SELECT unnest(from_json($rows::JSON, '[{"place":"INTEGER","outlet":"VARCHAR","key":"VARCHAR","text":"UBIGINT",
        "title":"UBIGINT","canonical":"VARCHAR"}]'), recursive := true)
)
SELECT a.place, p.article_id, false AS named
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.text_digest = a.text
UNION
SELECT a.place, p.article_id, false
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.title_digest = a.title
UNION
SELECT a.place, p.article_id, true
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.canonical_key = a.key
UNION
SELECT a.place, p.article_id, true
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.canonical_key = a.canonical
UNION
SELECT a.place, s.id, true
FROM asked AS a JOIN articles AS s ON s.outlet_id = a.outlet AND s.key = a.canonical
UNION
SELECT a.place, u.article_id, true
FROM asked AS a JOIN article_urls AS u ON u.key = a.canonical
JOIN articles AS s ON s.id = u.article_id AND s.outlet_id = a.outlet
ORDER BY place, named DESC, article_id
