-- What is told of these stories as a whole?
SELECT id AS story_id, headline, lead_article_id, first_time, last_time, articles, reports, independent, common_sources, copies,
    outlets, languages
FROM stories
WHERE id IN (SELECT unnest($ids::BIGINT[]))
ORDER BY id
