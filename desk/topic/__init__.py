"""Topic: whether an article belongs to a topic, and how open a model is said to be."""
