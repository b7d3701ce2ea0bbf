"""The steps of deciding, which a crawl and deciding anew have in common."""
