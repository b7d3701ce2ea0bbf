-- How much is stored, and what waits?
SELECT
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM articles WHERE relevant) AS relevant,
    (SELECT count(*) FROM copies) AS copies,
    (SELECT count(*) FROM stories) AS stories,
    (SELECT count(*) FROM leads WHERE state = 'open') AS open_leads,
    (SELECT count(*) FROM digests WHERE state = 'made') AS digests_waiting
