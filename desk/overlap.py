"""How much wording two texts share: the lexical half of the copy verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk.sketch import THREE, shingles, spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents import Document


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """Shared wording of texts a and b.

    `three`, `five`: containment (shared / distinct of the smaller side) of narration 3-shingles and
    all 5-shingles, with the counts shared; `covered_a`, `covered_b`: bool, one a word: inside a
    shared run of three words.
    """

    three: float
    shared_three: int
    five: float
    shared_five: int
    covered_a: NDArray[np.bool_]
    covered_b: NDArray[np.bool_]

    @property
    def coverage_a(self) -> float:
        """Share of a's words found in b."""
        return float(self.covered_a.mean()) if len(self.covered_a) else 0.0

    @property
    def coverage_b(self) -> float:
        """Share of b's words found in a."""
        return float(self.covered_b.mean()) if len(self.covered_b) else 0.0


def containment(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[float, int]:
    """Shared distinct hashes over those of the smaller side, and their number. Inputs sorted and distinct."""
    if not len(a) or not len(b):
        return 0.0, 0
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / min(len(a), len(b)), shared


def overlap(a: Document, b: Document) -> Overlap:
    """The shared wording of two documents."""
    three, shared_three = containment(np.unique(a.three), np.unique(b.three))
    five, shared_five = containment(np.unique(a.five), np.unique(b.five))
    runs_a, runs_b = (shingles(doc.words.hashes, doc.words.single, THREE) for doc in (a, b))
    covered_a = spread(np.isin(runs_a, runs_b), a.words.single, THREE)
    covered_b = spread(np.isin(runs_b, runs_a), b.words.single, THREE)
    return Overlap(three, shared_three, five, shared_five, covered_a, covered_b)
