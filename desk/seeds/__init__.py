"""Seeds: the copy verdict where of the known text only a fingerprint is at hand."""
