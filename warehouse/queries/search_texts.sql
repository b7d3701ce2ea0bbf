-- What do these articles say? Of the days' files only FETCHED_DAYS are read; both are constants (search_told.sql).
SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY part)
FROM bodies
WHERE article_id IN (ARTICLE_IDS)
  AND fetched_day IN (FETCHED_DAYS)
GROUP BY article_id
