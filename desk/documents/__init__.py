"""Documents: a text made ready to be compared."""
