"""Rewritten copies: what speaks for one, the model that weighs it, and the verdict on two texts in one language."""
