"""Sides of a comparison made of vectors alone."""

from __future__ import annotations

import numpy as np

from desk.copies.alignment import Side
from desk.text.segmentation import Sentence


def side(vectors: np.ndarray) -> Side:
    """Sentences without text that have these vectors, float32[n, d]."""
    count = len(vectors)
    return Side(tuple(Sentence(0, 0, "", False) for _ in range(count)), vectors, (10,) * count)


def eye(count: int) -> Side:
    """So many sentences that have nothing in common."""
    return side(np.eye(count, dtype=np.float32))
