-- Is every outlet well, and if not, why?
-- Quiet: at its last visit nothing was new for more than twice its usual pause (at least two days). The usual pause
-- is the 95 % quantile of the days between two days with articles, so weekends and a backfilled old article do no harm.
-- Dormant: at its last visit its newest article was more than half a year old, whatever its rhythm.
CREATE OR REPLACE VIEW outlet_health AS
WITH newest AS (
    SELECT outlet_id, max(least(coalesce(published, fetched_at), fetched_at)) AS at FROM store.articles GROUP BY outlet_id
),
recent AS ( -- days are made of few: what a day is depends on the zone, and that is slow to tell
    SELECT a.outlet_id, least(coalesce(a.published, a.fetched_at), a.fetched_at)::DATE AS day
    FROM store.articles AS a
    JOIN newest AS n ON n.outlet_id = a.outlet_id
    WHERE least(coalesce(a.published, a.fetched_at), a.fetched_at) > n.at - INTERVAL 61 DAY
),
lately AS (
    SELECT DISTINCT * FROM recent QUALIFY day > max(day) OVER (PARTITION BY outlet_id) - 60
),
pauses AS (
    SELECT outlet_id, day, day - lag(day) OVER (PARTITION BY outlet_id ORDER BY day) AS pause FROM lately
),
rhythm AS (
    SELECT outlet_id, count(*) AS days, greatest(quantile_cont(pause, 0.95), 1) AS usual_pause
    FROM pauses
    GROUP BY outlet_id
),
last_report AS (
    SELECT outlet_id, max(reported_at) AS reported_at FROM store.outlet_reports GROUP BY outlet_id
),
last_visit AS (
    SELECT r.*
    FROM store.outlet_reports AS r
    JOIN last_report AS l ON l.outlet_id = r.outlet_id AND l.reported_at = r.reported_at
    QUALIFY row_number() OVER (PARTITION BY r.outlet_id ORDER BY r.run_id DESC) = 1
),
span AS ( -- the last thirty days before the newest visit of all
    SELECT max(reported_at) AS until, max(reported_at) - INTERVAL 30 DAY AS since FROM last_report
),
brought AS (
    SELECT outlet_id, sum(stored) AS read, sum(relevant) AS wanted, coalesce(sum(unread), 0) AS unread,
           coalesce(sum(shut), 0) AS shut, sum(copies) AS copied
    FROM store.outlet_reports, span
    WHERE reported_at > since
    GROUP BY outlet_id
),
entries AS (SELECT outlet_id, count(*) AS fresh FROM store.leads, span WHERE found_at > since GROUP BY outlet_id),
young AS (
    SELECT outlet_id, published IS NULL AS undated,
           epoch_us(until) // 86400000000 - epoch_us(least(coalesce(published, fetched_at), fetched_at)) // 86400000000 AS ago
    FROM store.articles, span
    WHERE fetched_at > since
),
counted AS (SELECT outlet_id, ago, count(*) AS articles FROM young WHERE ago BETWEEN 0 AND 27 GROUP BY outlet_id, ago),
by_day AS (SELECT outlet_id, map(list(ago), list(articles)) AS articles FROM counted GROUP BY outlet_id),
dates AS (SELECT outlet_id, avg(undated::INTEGER) AS undated FROM young GROUP BY outlet_id),
standing AS (
    SELECT outlet_id, list(kind ORDER BY id) AS kinds FROM store.alarms WHERE closed_at IS NULL AND outlet_id <> '' GROUP BY outlet_id
),
signs AS (
    SELECT
        o.*,
        r.usual_pause,
        date_diff('day', o.last_article, o.last_crawled) AS quiet_days,
        r.days >= 6 AND date_diff('day', o.last_article, o.last_crawled) > 2 * r.usual_pause AS quiet,
        coalesce(date_diff('day', o.last_article, o.last_crawled) > 180, false) AS dormant,
        s.failures,
        v.status AS last_status,
        v.left_over,
        v.forbidden,
        coalesce(nullif(array_to_string(v.reasons, '; '), ''), 'no reason was given') AS told,
        len(v.reasons) > 0 AS remark,
        list_sum(from_json(v.sources, '[{"leads":"INTEGER"}]').list_transform(lambda source: source.leads)) AS entries,
        coalesce(e.fresh, 0) AS fresh, coalesce(b.read, 0) AS read, coalesce(b.wanted, 0) AS wanted,
        coalesce(b.unread, 0) AS unread, coalesce(b.shut, 0) AS shut, coalesce(b.copied, 0) AS copied,
        round(i.undated, 3) AS undated,
        list_transform(range(27, -1, -1), lambda ago: coalesce(c.articles[ago], 0)::INTEGER) AS trend,
        coalesce(g.kinds, []) AS alarms
    FROM outlets AS o
    JOIN store.outlets AS s ON s.id = o.id
    LEFT JOIN rhythm AS r ON r.outlet_id = o.id
    LEFT JOIN last_visit AS v ON v.outlet_id = o.id
    LEFT JOIN brought AS b ON b.outlet_id = o.id
    LEFT JOIN entries AS e ON e.outlet_id = o.id
    LEFT JOIN dates AS i ON i.outlet_id = o.id
    LEFT JOIN by_day AS c ON c.outlet_id = o.id
    LEFT JOIN standing AS g ON g.outlet_id = o.id
)
SELECT
    id AS outlet,
    name,
    CASE WHEN failures > 0 THEN 'failing' WHEN dormant THEN 'dormant' WHEN quiet THEN 'quiet' WHEN last_status = 'partial' THEN 'partial' ELSE 'ok'
    END AS health,
    CASE
        WHEN failures > 0
            THEN format('failed {}, {}: {}', CASE failures WHEN 1 THEN 'once' ELSE failures || ' times in a row' END,
                        coalesce('last success ' || strftime(last_success, '%Y-%m-%d %H:%M'), 'never a success'), told)
        WHEN dormant
            THEN format('nothing new since {}; `copydesk outlets pause` if it is dead', strftime(last_article, '%Y-%m-%d'))
        WHEN quiet
            THEN format('nothing new for {} days; its usual pause is {}', quiet_days,
                        CASE WHEN usual_pause < 1.5 THEN 'a day' ELSE round(usual_pause)::INTEGER || ' days' END)
        WHEN last_status = 'partial' OR remark THEN told
        ELSE ''
    END AS reason,
    last_success,
    last_crawled,
    failures,
    last_article,
    articles,
    usual_pause AS usual_pause_days,
    quiet_days,
    left_over,
    forbidden,
    entries, fresh, read, unread, shut, wanted, copied,
    undated AS undated_share, trend, alarms
FROM signs;

COMMENT ON VIEW outlet_health IS 'One row an outlet: is it well, and if not, why';
COMMENT ON COLUMN outlet_health.outlet IS 'id of the outlet';
COMMENT ON COLUMN outlet_health.name IS 'name for readers';
COMMENT ON COLUMN outlet_health.health IS 'failing, dormant (nothing for half a year), quiet (a normally busy outlet has nothing new), partial or ok';
COMMENT ON COLUMN outlet_health.reason IS 'in words';
COMMENT ON COLUMN outlet_health.last_success IS 'last visit that did not fail';
COMMENT ON COLUMN outlet_health.last_crawled IS 'last visit';
COMMENT ON COLUMN outlet_health.failures IS 'failed visits in a row';
COMMENT ON COLUMN outlet_health.last_article IS 'publication of its newest article';
COMMENT ON COLUMN outlet_health.articles IS 'articles stored';
COMMENT ON COLUMN outlet_health.usual_pause_days IS '95 % of its pauses between two days with articles are not longer';
COMMENT ON COLUMN outlet_health.quiet_days IS 'days between its newest article and its last visit';
COMMENT ON COLUMN outlet_health.left_over IS 'leads its last visit left for the next run';
COMMENT ON COLUMN outlet_health.forbidden IS 'leads of its last visit that robots.txt forbids';
COMMENT ON COLUMN outlet_health.entries IS 'entries its sources had at its last visit';
COMMENT ON COLUMN outlet_health.fresh IS 'of thirty days: entries that were new';
COMMENT ON COLUMN outlet_health.read IS 'of thirty days: articles stored';
COMMENT ON COLUMN outlet_health.unread IS 'of thirty days: pages that gave no article';
COMMENT ON COLUMN outlet_health.shut IS 'of thirty days: addresses that robots.txt forbids';
COMMENT ON COLUMN outlet_health.wanted IS 'of thirty days: articles that a topic wants';
COMMENT ON COLUMN outlet_health.copied IS 'of thirty days: articles that are copies';
COMMENT ON COLUMN outlet_health.undated_share IS 'of thirty days: share of its articles without a date, 0 to 1';
COMMENT ON COLUMN outlet_health.trend IS 'articles by day of the last four weeks, the newest last';
COMMENT ON COLUMN outlet_health.alarms IS 'kinds of its alarms that stand (see alarms)';
