"""Copies: the copy verdict, from the prepared document to the groups."""
