"""Archives of one's own: articles in tables, pages in web archives."""
