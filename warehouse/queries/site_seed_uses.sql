-- Who took these seeds since a day (with none named: one's own), what of it, when, and from whom?
SELECT u.seed_id, u.seed_title, u.seed_url, u.own, u.article_id, u.outlet, u.outlet_name, u.title, u.url, coalesce(u.language, 'und') AS language,
    u.kind, u.time, u.is_first, u.direct, u.story_id, a.words, a.published IS NOT NULL AS dated,
    c.copied_share, c.original_share, c.certainty, coalesce(c.lineage_why, '') AS why, c.original_id, coalesce(o.name, c.original_outlet) AS original_outlet
FROM main.seed_uses AS u
JOIN articles AS a ON a.id = u.article_id
LEFT JOIN main.copies AS c ON c.article_id = u.article_id
LEFT JOIN outlets AS o ON o.id = c.original_outlet
WHERE (u.seed_id IN (SELECT unnest($seeds::VARCHAR[])) OR (len($seeds::VARCHAR[]) = 0 AND u.own))
    AND u.time >= $since::TIMESTAMPTZ
ORDER BY u.seed_title, u.seed_id, u.time, u.article_id
