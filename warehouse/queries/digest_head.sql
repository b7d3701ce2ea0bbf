-- What is known of a digest besides its stories?
SELECT topic, title, day::VARCHAR AS day, edition, outlets, articles, copies, languages, health, notes, left_over AS "left",
    coalesce(head, 0) AS head, coalesce(changes, []) AS changes, coalesce(quiet, '') AS quiet
FROM digests
WHERE digest_id = $digest_id AND target = $target
