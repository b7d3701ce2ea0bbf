"""The facts of an article: title, authors, date and addresses, from what a page says of itself."""
