-- What is known of this story?
SELECT id, headline, lead_article_id, first_time, last_time, articles, reports, independent, common_sources, copies, outlets, languages, opened_at,
    changed_at, merged_into
FROM stories
WHERE id = $id
