-- Keep a user's own seed with its text.
INSERT INTO user_seeds (seed_id, title, outlet, url, published, text, added_at)
VALUES ($id, $title, $outlet, $url, $published, $text, $now)
