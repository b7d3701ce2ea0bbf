-- Remember which texts went; how many?
INSERT INTO text_retention (before, let_go_at, texts)
SELECT $before::TIMESTAMPTZ, $now::TIMESTAMPTZ, count(*)
FROM letting_go
HAVING count(*) > 0
RETURNING texts
