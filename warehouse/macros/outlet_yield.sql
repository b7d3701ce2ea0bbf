-- What does each outlet bring? FROM outlet_yield(days := 30).
CREATE OR REPLACE MACRO outlet_yield(days := 30) AS TABLE
SELECT
    outlet,
    count(*) AS visits,
    sum(fetched) AS fetched,
    sum(stored) AS stored,
    sum(relevant) AS relevant,
    sum(copies) AS copies,
    round(sum(relevant) / nullif(sum(stored), 0), 2) AS share_relevant
FROM visits
WHERE reported_at > now() - to_days(days::INTEGER)
GROUP BY outlet
ORDER BY relevant DESC, stored DESC, outlet;

COMMENT ON MACRO TABLE outlet_yield IS 'What each outlet''s visits brought, stored, on topic and copies: FROM outlet_yield(days := 30)';
