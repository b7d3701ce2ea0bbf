-- Remember the outlets as their declarations and these visits have them (failed: the visit failed).
MERGE INTO outlets AS known
USING (
    SELECT v.*
    FROM (
        SELECT unnest(from_json($rows::JSON, '[{"id":"VARCHAR","name":"VARCHAR","home":"VARCHAR",
            "language":"VARCHAR","tags":["VARCHAR"],"failed":"BOOLEAN"}]')) AS v
    )
) AS visited
ON known.id = visited.id
WHEN MATCHED THEN UPDATE SET
    name = visited.name, home = visited.home, language = visited.language, tags = visited.tags,
    last_crawled = $now,
    last_success = CASE WHEN visited.failed THEN known.last_success ELSE $now END,
    failures = CASE WHEN visited.failed THEN known.failures + 1 ELSE 0 END
WHEN NOT MATCHED THEN INSERT (id, name, home, language, tags, first_crawled, last_crawled, last_success, failures)
    VALUES (visited.id, visited.name, visited.home, visited.language, visited.tags, $now, $now,
            CASE WHEN visited.failed THEN NULL ELSE $now END, CASE WHEN visited.failed THEN 1 ELSE 0 END)
