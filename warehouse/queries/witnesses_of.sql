-- What does a lineage ask of these articles besides their wording?
SELECT articles.id, articles.published, articles.language, coalesce(outlets.name, articles.outlet_id), articles.url,
       articles.canonical_url,
       coalesce(articles.source, nullif(array_to_string(articles.authors, ', '), ''))  -- an agency signs what others print
FROM articles
SEMI JOIN (SELECT unnest($ids::BIGINT[]) AS id) AS asked ON asked.id = articles.id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
