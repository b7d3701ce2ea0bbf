"""Stories: which articles tell one event."""
