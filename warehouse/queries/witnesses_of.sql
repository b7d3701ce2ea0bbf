-- What does a lineage ask of these articles besides their wording?
SELECT articles.id, articles.published, articles.language, coalesce(outlets.name, articles.outlet_id), articles.url,
       articles.canonical_url,
       coalesce(articles.source, nullif(array_to_string(articles.authors, ', '), ''))  -- an agency signs what others print
FROM articles
LEFT JOIN outlets ON outlets.id = articles.outlet_id
WHERE articles.id IN (SELECT unnest($ids::BIGINT[]))
