-- When was the reading copy published?
SELECT published_at FROM reading_copy
