-- Which terms stand where in the texts of a span of articles? Title words have the places from 1, those of the text from 200.
WITH told AS (
    SELECT
        a.id,
        search_terms(any_value(coalesce(a.title, '')))[:100] AS title,
        search_terms(string_agg(b.text, chr(10) ORDER BY b.part))[:60000] AS said
    FROM articles AS a
    LEFT JOIN bodies AS b ON b.article_id = a.id
    WHERE a.id BETWEEN $first_id AND $last_id
      AND (b.article_id IS NULL OR b.article_id BETWEEN $first_id AND $last_id)
    GROUP BY a.id
)
SELECT term, article_id, place
FROM (
    SELECT
        unnest(list_concat(title, coalesce(said, []))) AS term,
        id AS article_id,
        unnest(list_concat(generate_series(1, len(title)), generate_series(200, 199 + coalesce(len(said), 0))))::USMALLINT AS place
    FROM told
)
ORDER BY term, article_id, place
