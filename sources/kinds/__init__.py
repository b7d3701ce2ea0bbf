"""One file per kind of source, each one pure function: bytes in, leads out. Parsing never fetches."""
