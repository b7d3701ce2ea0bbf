-- Who used a text of one's own in what was read in this span, how, and is it the first use that is known?
WITH own AS (
    SELECT seed_id, any_value(title) AS title, any_value(url) AS url
    FROM seeds
    WHERE own
    GROUP BY seed_id
),
used AS (
    SELECT own.title, own.url, g.kind, a.fetched_at, coalesce(o.name, a.outlet_id) AS outlet,
        row_number() OVER (PARTITION BY own.seed_id ORDER BY coalesce(a.published, a.fetched_at), a.id) = 1 AS is_first
    FROM copy_groups AS g
    JOIN own ON own.seed_id = g.seed_id
    JOIN articles AS a ON a.id = g.article_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    WHERE g.standing = 'copy'
)
SELECT title, coalesce(url, '') AS url, outlet, kind, is_first
FROM used
WHERE fetched_at > $since::TIMESTAMPTZ AND fetched_at <= $until::TIMESTAMPTZ
ORDER BY title, fetched_at, outlet
