"""The steps of a digest, from the request to the files."""
