"""What a person changed in the lists, and what is decided anew for it."""
