"""Lists over all stories: outlets, names, openness, and what can be searched."""
