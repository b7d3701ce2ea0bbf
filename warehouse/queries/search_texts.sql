-- What do these articles say? TEXT_FILES are those of the days on which they were read; both are constants (search_told.sql).
SELECT article_id, string_agg(text, chr(10) || chr(10) ORDER BY part)
FROM read_parquet([TEXT_FILES])
WHERE article_id IN (ARTICLE_IDS)
GROUP BY article_id
