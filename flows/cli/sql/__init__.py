"""`copydesk sql`: questions to the reading copy, one-shot, from a file, or at a prompt."""
