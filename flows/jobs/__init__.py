"""The work behind one command each, as plain functions that print nothing."""
