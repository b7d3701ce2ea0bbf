"""Pages that stand in an article's place: checks, walls, notices, error pages that say 200, redirects elsewhere."""
