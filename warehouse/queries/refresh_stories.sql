-- What do these stories look like now: lead article, headline, times, outlets, reports, languages?
UPDATE stories
SET changed_at = $at::TIMESTAMPTZ,
    lead_article_id = facts.lead_article_id,
    headline = facts.headline,
    first_time = facts.first_time,
    last_time = facts.last_time,
    articles = coalesce(facts.articles, 0),
    reports = coalesce(facts.reports, 0),
    copies = coalesce(facts.copies, 0),
    independent = NULL,  -- to be counted anew
    common_sources = NULL,
    outlets = coalesce(facts.outlets, []),
    languages = coalesce(facts.languages, [])
FROM (
    SELECT asked.story_id,
        arg_min(told.id, (told.copy_of IS NOT NULL, told.time, told.id)) AS lead_article_id,
        arg_min(told.title, (told.copy_of IS NOT NULL, told.time, told.id)) AS headline,
        min(told.time) AS first_time,
        max(told.time) AS last_time,
        count(told.id) AS articles,
        count(DISTINCT told.outlet_id) FILTER (told.copy_of IS NULL) AS reports,
        count(told.id) FILTER (told.copy_of IS NOT NULL) AS copies,
        list(DISTINCT told.outlet_id ORDER BY told.outlet_id) FILTER (told.outlet_id IS NOT NULL) AS outlets,
        list(DISTINCT told.language ORDER BY told.language) FILTER (told.language IS NOT NULL) AS languages
    FROM (SELECT unnest(from_json($ids::JSON, '["BIGINT"]')) AS story_id) AS asked
    LEFT JOIN (
        SELECT placed.story_id, placed.copy_of, articles.id, articles.title, articles.outlet_id, articles.language,
            coalesce(articles.published, articles.fetched_at) AS time
        FROM story_articles AS placed JOIN articles ON articles.id = placed.article_id
    ) AS told USING (story_id)
    GROUP BY asked.story_id
) AS facts
WHERE stories.id = facts.story_id
