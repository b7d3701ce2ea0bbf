-- What must a comparison know of these articles besides their text?
SELECT id AS article_id, url, outlet_id, title, published, canonical_url, source
FROM articles
WHERE id IN (SELECT unnest($ids::BIGINT[]))
