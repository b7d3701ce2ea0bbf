-- The texts of one of the days that were put aside.
SELECT article_id, part, language, text
FROM bodies_of_days
WHERE day = $day
