-- What is told of articles that were found? ARTICLE_IDS are numbers: by constants DuckDB finds rows
-- without reading all, and by row numbers it unpacks the titles of these alone (of ids those of all rows beside them).
SELECT
    a.id,
    's' || (SELECT any_value(m.story_id) FROM store.story_articles AS m WHERE m.article_id IN (ARTICLE_IDS) AND m.article_id = a.id)
        AS story,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.language,
    a.title,
    a.url,
    a.id IN (SELECT article_id FROM store.topic_verdicts WHERE relevant AND article_id IN (ARTICLE_IDS)) AS relevant,
    (a.fetched_at AT TIME ZONE 'UTC')::DATE AS fetched_day
FROM store.articles AS a
WHERE a.rowid IN (SELECT rowid FROM store.articles WHERE id IN (ARTICLE_IDS))
