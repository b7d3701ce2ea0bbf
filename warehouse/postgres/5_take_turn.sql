-- May a request go out to this host now (0), or in how many seconds is it to ask again? Both lanes are taken, or none.
CREATE OR REPLACE FUNCTION copydesk.take_turn(host TEXT, site TEXT, busy DOUBLE PRECISION) RETURNS DOUBLE PRECISION
LANGUAGE plpgsql AS $turn$
DECLARE rest DOUBLE PRECISION;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(site, 1));  -- each statement after it sees what was committed before
    SELECT max(extract(epoch FROM greatest(free_at, held_until) - clock_timestamp())) INTO rest
    FROM copydesk.turns WHERE lane IN ('host:' || host, 'site:' || site);
    IF rest > 0 THEN
        RETURN rest;
    END IF;
    PERFORM copydesk.leave_alone(host, site, busy, busy);
    RETURN 0;
END
$turn$
