"""Fetching: polite HTTP and nothing else."""
