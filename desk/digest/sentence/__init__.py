"""The one sentence of an article that says what happened."""
