"""The room that brings in: outlets, polite HTTP, feeds, sitemaps, listings, page to article."""
