-- How is each outlet: its health, what it wrote on topic, how much of that is its own, how often was it first?
WITH written AS (
    SELECT a.outlet_id, count(*) AS relevant, count(*) FILTER (g.standing IS DISTINCT FROM 'copy') AS own,
        count(*) FILTER (g.standing = 'copy') AS copies
    FROM story_articles AS m
    JOIN articles AS a ON a.id = m.article_id
    LEFT JOIN copy_groups AS g ON g.article_id = a.id
    GROUP BY a.outlet_id
), copied AS (
    SELECT o.outlet_id, count(*) AS taken
    FROM copy_groups AS g
    JOIN articles AS o ON o.id = g.parent_id
    JOIN articles AS a ON a.id = g.article_id AND a.outlet_id <> o.outlet_id
    WHERE g.standing = 'copy'
    GROUP BY o.outlet_id
), own AS (  -- an outlet's first report of its own in each story that others report too
    SELECT m.story_id, a.outlet_id, min(coalesce(a.published, a.fetched_at)) AS time
    FROM story_articles AS m
    JOIN stories AS s ON s.id = m.story_id AND s.reports > 1
    JOIN articles AS a ON a.id = m.article_id
    WHERE m.copy_of IS NULL
    GROUP BY m.story_id, a.outlet_id
), raced AS (
    SELECT outlet_id, count(*) AS races, count(*) FILTER (behind = 0) AS firsts, median(behind) AS median_hours
    FROM (SELECT outlet_id, (epoch(time) - epoch(min(time) OVER (PARTITION BY story_id))) / 3600 AS behind FROM own)
    GROUP BY outlet_id
)
SELECT o.id AS outlet_id, coalesce(o.name, o.id) AS name, o.language, h.health, h.reason, h.last_article, h.articles,
    coalesce(written.relevant, 0) AS relevant, coalesce(written.own, 0) AS own, coalesce(written.copies, 0) AS copies,
    coalesce(copied.taken, 0) AS taken, coalesce(raced.races, 0) AS races, coalesce(raced.firsts, 0) AS firsts, raced.median_hours
FROM outlets AS o
JOIN main.outlet_health AS h ON h.outlet = o.id
LEFT JOIN written ON written.outlet_id = o.id
LEFT JOIN copied ON copied.outlet_id = o.id
LEFT JOIN raced ON raced.outlet_id = o.id
ORDER BY o.id
