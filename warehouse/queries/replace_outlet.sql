-- Remember the outlet as its declaration and this visit have it ($failed: the visit failed).
MERGE INTO outlets AS known
USING (SELECT $id AS id) AS visited
ON known.id = visited.id
WHEN MATCHED THEN UPDATE SET
    name = $name, home = $home, language = $language, last_crawled = $now,
    last_success = CASE WHEN $failed THEN known.last_success ELSE $now END,
    failures = CASE WHEN $failed THEN known.failures + 1 ELSE 0 END
WHEN NOT MATCHED THEN INSERT (id, name, home, language, first_crawled, last_crawled, last_success, failures)
    VALUES ($id, $name, $home, $language, $now, $now, CASE WHEN $failed THEN NULL ELSE $now END,
            CASE WHEN $failed THEN 1 ELSE 0 END)
