-- Is what crawls stored whole? One row a trouble, in words.
SELECT format('articles: {} keys are stored more than once', n)
FROM (SELECT count(*) AS n FROM (SELECT key FROM articles GROUP BY key HAVING count(*) > 1)) WHERE n > 0
UNION ALL
SELECT format('articles: {} ids are given more than once', n)
FROM (SELECT count(*) AS n FROM (SELECT id FROM articles GROUP BY id HAVING count(*) > 1)) WHERE n > 0
UNION ALL
SELECT format('bodies: {} articles have no text', n)
FROM (
    SELECT count(*) AS n
    FROM articles AS a
    ANTI JOIN bodies AS b ON b.article_id = a.id
    WHERE a.fetched_at >= (SELECT coalesce(max(before), '-infinity') FROM text_retention)
) WHERE n > 0
UNION ALL
SELECT format('bodies: {} texts have no article', n)
FROM (SELECT count(*) AS n FROM bodies AS b ANTI JOIN articles AS a ON a.id = b.article_id) WHERE n > 0
UNION ALL
SELECT format('leads: {} keys are kept more than once', n)
FROM (SELECT count(*) AS n FROM (SELECT key FROM leads GROUP BY key HAVING count(*) > 1)) WHERE n > 0
UNION ALL
SELECT format('leads: {} are closed as stored, but the article is missing', n)
FROM (SELECT count(*) AS n FROM leads AS l ANTI JOIN articles AS a ON a.key = l.key WHERE l.outcome = 'stored') WHERE n > 0
UNION ALL
SELECT format('sources: {} addresses are kept more than once', n)
FROM (SELECT count(*) AS n FROM (SELECT url FROM sources GROUP BY url HAVING count(*) > 1)) WHERE n > 0
