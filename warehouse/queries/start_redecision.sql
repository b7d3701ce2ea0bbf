-- A pass of deciding anew begins, over all articles there are.
INSERT INTO redecisions (up_to, last_id, started_at, changed)
VALUES (0, (SELECT coalesce(max(id), 0) FROM articles), $now, '{}')
