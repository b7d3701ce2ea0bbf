-- Which names were met for the first time since a day? FROM new_names('2026-11-01').
CREATE OR REPLACE MACRO new_names(since) AS TABLE
SELECT *
FROM (
    SELECT
        label,
        kind,
        min(day) AS first_day,
        arg_min(outlet, (day, article_id)) AS first_outlet,
        count(DISTINCT article_id) AS articles,
        count(DISTINCT outlet) AS outlets
    FROM mentions
    GROUP BY name_id, label, kind
)
WHERE first_day >= since::DATE
ORDER BY articles DESC, first_day, label;

COMMENT ON MACRO TABLE new_names IS 'Names that were met for the first time since a day: FROM new_names(''2026-11-01'')';
