-- What is known of each outlet: visits, the days on which it published, its newest texts and those before them?
WITH told AS (
    SELECT
        outlet_id, id, words, published IS NULL AS undated,
        epoch_us(fetched_at) // 86400000000 AS read_on,
        epoch_us(least(coalesce(published, fetched_at), fetched_at)) // 86400000000 AS day,
        fetched_at > $now::TIMESTAMPTZ - INTERVAL 90 DAY AS young
    FROM articles
    WHERE fetched_at > $now::TIMESTAMPTZ - INTERVAL 181 DAY
),
days AS (
    SELECT outlet_id, list_sort(list(DISTINCT day)) AS published
    FROM told
    WHERE day >= epoch_us($now::TIMESTAMPTZ) // 86400000000 - 180
    GROUP BY outlet_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY outlet_id ORDER BY id DESC) AS place FROM told WHERE young
    QUALIFY place <= 200
),
texts AS (
    SELECT
        outlet_id,
        list({'day': read_on, 'words': words, 'undated': undated} ORDER BY id) FILTER (place <= 12) AS newest,
        count(*) FILTER (place > 12) AS count,
        count(*) FILTER (place > 12 AND undated) AS undated,
        coalesce(quantile_cont(words, 0.5) FILTER (place > 12), 0)::DOUBLE AS usual,
        coalesce(quantile_cont(words, 0.1) FILTER (place > 12), 0)::DOUBLE AS low
    FROM ranked
    GROUP BY outlet_id
),
entries AS (
    SELECT outlet_id, max(epoch_us(found_at)) // 86400000000 AS last_lead
    FROM leads
    WHERE found_at > $now::TIMESTAMPTZ - INTERVAL 181 DAY
    GROUP BY outlet_id
)
SELECT
    o.id, o.name, o.first_crawled, o.last_crawled, o.failures > 0 AS last_failed, d.published, e.last_lead, t.newest,
    coalesce(t.count, 0) AS count, coalesce(t.undated, 0) AS undated, coalesce(t.usual, 0) AS usual,
    coalesce(t.low, 0) AS low
FROM outlets AS o
LEFT JOIN days AS d ON d.outlet_id = o.id
LEFT JOIN texts AS t ON t.outlet_id = o.id
LEFT JOIN entries AS e ON e.outlet_id = o.id
WHERE o.last_crawled IS NOT NULL
ORDER BY o.id
