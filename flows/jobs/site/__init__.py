"""The desk's pages: built, and shown at an address of this machine."""
