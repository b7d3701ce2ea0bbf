"""Whole archives: history that comes in, a warehouse that goes out and comes back."""
