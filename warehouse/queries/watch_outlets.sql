-- What is known of each outlet: visits, the days on which it published, its newest texts and those before them?
-- An entry whose page is shut, gone or without a text was published all the same: else its rhythm had gaps.
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
    FROM (
        SELECT outlet_id, day FROM told
        UNION ALL
        SELECT outlet_id, epoch_us(least(coalesce(published, found_at), found_at)) // 86400000000
        FROM leads
        WHERE found_at > $now::TIMESTAMPTZ - INTERVAL 181 DAY AND outcome IN ('forbidden', 'gone', 'failed', 'skipped')
    )
    WHERE day >= epoch_us($now::TIMESTAMPTZ) // 86400000000 - 180
    GROUP BY outlet_id
),
spoilt AS ( -- by a trouble that was told and ended; where the outlet stayed so, what was before it is usual no more
    SELECT
        outlet_id, epoch_us(since) // 86400000000 AS first, epoch_us(closed_at) // 86400000000 AS last,
        closed_at >= opened_at + INTERVAL 30 DAY AS settled
    FROM alarms
    WHERE kind IN ('length', 'undated') AND closed_at > $now::TIMESTAMPTZ - INTERVAL 90 DAY
),
ranked AS (
    SELECT t.*, row_number() OVER (PARTITION BY t.outlet_id ORDER BY t.id DESC) AS place
    FROM told AS t
    ANTI JOIN spoilt AS s ON s.outlet_id = t.outlet_id
        AND CASE WHEN s.settled THEN t.read_on < s.first ELSE t.read_on BETWEEN s.first AND s.last END
    WHERE t.young
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
    o.id, o.name, o.first_crawled, o.last_crawled, d.published, e.last_lead, t.newest,
    coalesce(t.count, 0) AS count, coalesce(t.undated, 0) AS undated, coalesce(t.usual, 0) AS usual,
    coalesce(t.low, 0) AS low
FROM outlets AS o
LEFT JOIN days AS d ON d.outlet_id = o.id
LEFT JOIN texts AS t ON t.outlet_id = o.id
LEFT JOIN entries AS e ON e.outlet_id = o.id
WHERE o.last_crawled IS NOT NULL
ORDER BY o.id
