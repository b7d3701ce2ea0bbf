-- Who takes texts from whom? FROM who_copies_whom(days := 30).
CREATE OR REPLACE MACRO who_copies_whom(days := 30) AS TABLE
SELECT
    outlet,
    original_outlet,
    count(*) AS copies,
    list(DISTINCT kind ORDER BY kind) AS kinds,
    round(median(hours_after), 1) AS median_hours_after
FROM copies
WHERE original_outlet <> '' AND day > current_date - days::INTEGER
GROUP BY outlet, original_outlet
ORDER BY copies DESC, outlet, original_outlet;

COMMENT ON MACRO TABLE who_copies_whom IS 'Who takes texts from whom, how often, as what, how soon: FROM who_copies_whom(days := 30)';
