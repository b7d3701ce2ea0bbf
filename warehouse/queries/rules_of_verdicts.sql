-- By which version of the copy rules was how much decided?
SELECT rules, count(*)
FROM copy_verdicts
WHERE rules IS NOT NULL
GROUP BY rules
