-- Who tells these stories, is it said to be a copy of what, and whom do the articles credit?
WITH told AS MATERIALIZED (
    SELECT story_id, article_id, copy_of
    FROM story_articles
    WHERE story_id IN (SELECT unnest($ids::BIGINT[]))
), facts AS MATERIALIZED (  -- a semi join reads no more of a large table than the span of the ids
    SELECT id, outlet_id, published, fetched_at, language, url, canonical_url, source, authors
    FROM articles SEMI JOIN told ON told.article_id = articles.id
)
SELECT
    told.story_id, f.id, f.outlet_id, coalesce(f.published, f.fetched_at), told.copy_of,
    f.language, coalesce(o.name, f.outlet_id), f.url, f.canonical_url,
    coalesce(f.source, nullif(array_to_string(f.authors, ', '), ''))  -- an agency signs what others print
FROM told
JOIN facts AS f ON f.id = told.article_id
LEFT JOIN outlets AS o ON o.id = f.outlet_id
