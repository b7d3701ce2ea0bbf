-- Who tells these stories, from which root, and whom do they credit?
SELECT
    told.story_id, a.id, a.outlet_id, coalesce(a.published, a.fetched_at),
    CASE WHEN g.standing = 'copy' THEN coalesce(g.lead_id, a.id) ELSE coalesce(told.copy_of, a.id) END AS root,
    CASE WHEN g.standing = 'copy' THEN g.seed_id END AS seed_id,
    coalesce(g.standing = 'hub', false) AS roundup,
    a.language, coalesce(o.name, a.outlet_id), a.url, a.canonical_url,
    coalesce(a.source, nullif(array_to_string(a.authors, ', '), ''))  -- an agency signs what others print
FROM story_articles AS told
JOIN articles AS a ON a.id = told.article_id
LEFT JOIN copy_groups AS g ON g.article_id = told.article_id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE told.story_id IN (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')))
