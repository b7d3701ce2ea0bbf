"""The room that remembers: one DuckDB file, its queries, and the published reading copy."""
