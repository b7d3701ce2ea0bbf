-- Which articles say this, the best first, and how many are there in all?
SELECT
    count(*) OVER () AS articles,
    s.id,
    s.handle,
    (SELECT any_value(m.story_handle) FROM story_articles AS m WHERE m.article_id = s.id) AS story,
    s.score,
    s.day,
    s.outlet,
    s.language,
    s.title,
    s.url,
    s.relevant,
    s.words_found
FROM search($question) AS s
WHERE ($since::DATE IS NULL OR s.day >= $since)
  AND ($outlet::VARCHAR IS NULL OR s.outlet = $outlet)
  AND ($language::VARCHAR IS NULL OR s.language = $language)
  AND (s.relevant OR NOT $relevant)
ORDER BY s.score DESC, s.id DESC
LIMIT $most
