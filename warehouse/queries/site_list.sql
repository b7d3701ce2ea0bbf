-- Which stories are there, in a line each, newest first, with a number that changes with the line?
SELECT s.id AS story_id, coalesce(nullif(a.title, ''), s.headline, '') AS headline, coalesce(a.language, 'und') AS language, s.first_time,
    s.reports, s.independent, s.common_sources, s.copies, s.outlets,
    hash(s.id, a.title, s.headline, a.language, s.first_time, s.reports, s.independent, s.common_sources, s.copies, len(s.outlets)) AS mark
FROM stories AS s LEFT JOIN articles AS a ON a.id = s.lead_article_id
WHERE s.merged_into IS NULL AND s.articles > 0
ORDER BY s.first_time DESC, s.id DESC
