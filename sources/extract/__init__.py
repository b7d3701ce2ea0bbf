"""Extraction: bytes in, article out."""
