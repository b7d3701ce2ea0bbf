"""Openness: under which licence a model is, what of it is open, and who says so."""
