-- Which stored articles may be these pages of their outlets, and what says so: text or title (''), the guid, an address named?
WITH asked AS MATERIALIZED (
    SELECT unnest(from_json($rows::JSON, '[{"place":"INTEGER","outlet":"VARCHAR","key":"VARCHAR","text":"UBIGINT",
        "title":"UBIGINT","canonical":"VARCHAR","guid":"UBIGINT"}]'), recursive := true)
)
SELECT a.place, p.article_id, '' AS said_by
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.text_digest = a.text
UNION
SELECT a.place, p.article_id, ''
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.title_digest = a.title
UNION
SELECT a.place, p.article_id, 'guid'
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.guid_digest = a.guid
UNION
SELECT a.place, p.article_id, 'canonical'
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.canonical_key = a.key
UNION
SELECT a.place, p.article_id, 'canonical'
FROM asked AS a JOIN article_pages AS p ON p.outlet_id = a.outlet AND p.canonical_key = a.canonical
UNION
SELECT a.place, s.id, 'canonical'
FROM asked AS a JOIN articles AS s ON s.outlet_id = a.outlet AND s.key = a.canonical
UNION
SELECT a.place, u.article_id, 'canonical'
FROM asked AS a JOIN article_urls AS u ON u.key = a.canonical
JOIN articles AS s ON s.id = u.article_id AND s.outlet_id = a.outlet
ORDER BY place, article_id, said_by
