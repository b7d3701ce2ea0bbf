-- How long after the first report does a story arrive in each language? FROM lag_by_language(days := 30).
CREATE OR REPLACE MACRO lag_by_language(days := 30) AS TABLE
SELECT
    language,
    count(*) AS stories,
    count(*) FILTER (hours = 0) AS first_in,
    round(median(hours), 1) AS median_hours
FROM (
    SELECT s.language, s.story_id,
        date_diff('minute', min(min(s.time)) OVER (PARTITION BY s.story_id), min(s.time)) / 60.0 AS hours
    FROM story_articles AS s
    WHERE s.time > now() - to_days(days::INTEGER)
    GROUP BY s.story_id, s.language
)
GROUP BY language
ORDER BY stories DESC, language;

COMMENT ON MACRO TABLE lag_by_language IS 'How many stories each language has, in how many it was first, and the median hours after the first: FROM lag_by_language(days := 30)';
