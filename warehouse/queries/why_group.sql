-- Where does this article stand among copies?
SELECT g.standing, g.kind, g.seed_id, g.lead_id, g.by_person, l.url AS lead_url, l.title AS lead_title, l.outlet_id AS lead_outlet
FROM store.copy_groups AS g LEFT JOIN store.articles AS l ON l.id = g.lead_id
WHERE g.article_id = $id
