"""Copies: the copy verdict, what one text is to another."""
