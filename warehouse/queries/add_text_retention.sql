-- Remember which texts went.
INSERT INTO text_retention (before, let_go_at, texts)
VALUES ($before::TIMESTAMPTZ, $now::TIMESTAMPTZ, $texts)
