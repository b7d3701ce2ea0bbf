-- From now on nobody asks this host for `delay` seconds, nor its domain for `gap`.
CREATE OR REPLACE FUNCTION copydesk.leave_alone(host TEXT, site TEXT, delay DOUBLE PRECISION, gap DOUBLE PRECISION)
RETURNS BOOLEAN LANGUAGE sql AS $alone$
    INSERT INTO copydesk.turns (lane, free_at)
    VALUES ('host:' || host, clock_timestamp() + make_interval(secs => delay)),
           ('site:' || site, clock_timestamp() + make_interval(secs => gap))
    ON CONFLICT (lane) DO UPDATE SET free_at = EXCLUDED.free_at;
    SELECT true
$alone$
