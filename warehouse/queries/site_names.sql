-- Which names do these stories hold, those in headlines first?
SELECT m.story_id, n.name_id, any_value(n.label) AS label, any_value(n.kind) AS kind, count(*) AS articles,
    bool_or(n.in_title) AS in_title
FROM story_articles AS m JOIN mentions AS n ON n.article_id = m.article_id
WHERE m.story_id IN (SELECT unnest($ids::BIGINT[]))
GROUP BY m.story_id, n.name_id
ORDER BY m.story_id, in_title DESC, articles DESC, label
