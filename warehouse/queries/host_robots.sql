-- Which robots.txt were read before, and until when may they be used without asking?
SELECT origin, rules, expires FROM host_robots WHERE expires > $oldest
