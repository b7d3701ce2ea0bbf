-- Which robots.txt may still be used without asking?
SELECT origin, rules, expires FROM host_robots WHERE expires > $now
