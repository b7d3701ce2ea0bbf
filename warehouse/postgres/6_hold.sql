-- This host asked to be left alone for so many seconds.
CREATE OR REPLACE FUNCTION copydesk.hold(host TEXT, seconds DOUBLE PRECISION) RETURNS BOOLEAN LANGUAGE sql AS $hold$
    INSERT INTO copydesk.turns (lane, free_at, held_until)
    VALUES ('host:' || host, clock_timestamp(), clock_timestamp() + make_interval(secs => seconds))
    ON CONFLICT (lane) DO UPDATE SET held_until = greatest(turns.held_until, EXCLUDED.held_until);
    SELECT true
$hold$
