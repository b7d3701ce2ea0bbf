"""Shows: the desk's pages, a static site of what the reading copy holds. Rows in, files out."""
