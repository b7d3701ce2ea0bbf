-- Which hosts are to be left alone, and until when? None is for more than a day: a clock ran ahead.
SELECT host, held_until
FROM host_holds
WHERE held_until > $now AND held_until <= $now::TIMESTAMPTZ + INTERVAL 25 HOUR
