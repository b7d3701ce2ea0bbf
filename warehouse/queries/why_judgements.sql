-- What did people rule about this article, the latest word first, and which of them holds?
SELECT j.copy, j.original_id, j.seed_id, j.kind, j.note, j.judged_at, j.judged_by,
       j.id = max(j.id) OVER () AS holds, o.id IS NOT NULL AS original_kept,
       coalesce(o.title, j.original_title, s.title, j.seed_id) AS original_title,
       coalesce(o.url, j.original_url, s.url) AS original_url,
       coalesce(n.name, o.outlet_id, s.outlet) AS original_outlet
FROM store.judgements AS j
LEFT JOIN store.articles AS o ON o.id = j.original_id
LEFT JOIN store.outlets AS n ON n.id = o.outlet_id
LEFT JOIN (SELECT seed_id, any_value(title) AS title, any_value(outlet) AS outlet, any_value(url) AS url
           FROM store.seeds GROUP BY seed_id) AS s ON s.seed_id = j.seed_id
WHERE j.article_id = $id
ORDER BY j.id DESC
