"""Digest: what is told today, and in which words."""
