"""The desk for agents: what a model may ask, read-only, over the Model Context Protocol."""
