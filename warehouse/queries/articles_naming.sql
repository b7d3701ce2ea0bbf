-- In which articles may one of these words stand? Newest first; forms: lower case, without accents.
SELECT a.id
FROM articles AS a
LEFT JOIN (SELECT article_id, string_agg(text, ' ') AS text FROM bodies GROUP BY article_id) AS b ON b.article_id = a.id
WHERE len(list_filter($forms::VARCHAR[],
    lambda form: contains(lower(strip_accents(concat_ws(' ', a.title, b.text))), form))) > 0
ORDER BY a.id DESC
