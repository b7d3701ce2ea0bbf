-- Which robots.txt were read before, and until when may they be used without asking? A day at the most.
SELECT origin, rules, CASE WHEN expires > $now::TIMESTAMPTZ + INTERVAL 25 HOUR THEN $now::TIMESTAMPTZ ELSE expires END
FROM host_robots
WHERE expires > $oldest
