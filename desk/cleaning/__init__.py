"""Cleaning: what stands in a text and is not the article."""
