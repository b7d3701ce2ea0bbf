"""The stretch of two texts that answers each other sentence by sentence, whatever scores the sentences.

A local alignment (Smith and Waterman 1981) whose steps are those between a text and its translation (Gale
and Church 1993): one sentence for one, two for one, one for two, or one left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

_NOTHING = 1e-5  # two totals nearer than that are one


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences `a` to `a_end` of one text that answer `b` to `b_end` of the other (ends not included)."""

    a: int
    a_end: int
    b: int
    b_end: int
    score: float


@dataclass(frozen=True, slots=True)
class Path:
    """Beads in the order of both texts.

    `total`: their scores less what was skipped; `coverage_a`, `coverage_b`: share of each text's length
    that stands in them.
    """

    beads: tuple[Bead, ...]
    total: float
    coverage_a: float
    coverage_b: float

    @property
    def both(self) -> float:
        """Harmonic mean of the two coverages."""
        total = self.coverage_a + self.coverage_b
        return 2 * self.coverage_a * self.coverage_b / total if total else 0.0

    @property
    def uneven(self) -> int:
        """Sentences that one text has more than the other between two beads; a translator leaves out few."""
        steps = zip(self.beads, self.beads[1:], strict=False)
        return sum(abs((late.a - early.a_end) - (late.b - early.b_end)) for early, late in steps)


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """What each step of a path scores, float32.

    `one`[i, j]: sentence i for j; `split`[i, j]: sentence i for j and j + 1; `joined`[i, j]: i and i + 1
    for j; `skip`: what a sentence left out costs.
    """

    one: Scores
    split: Scores
    joined: Scores
    skip: float


def best_path(steps: Steps, lengths_a: NDArray[np.float32], lengths_b: NDArray[np.float32]) -> Path:
    """The path of the highest total; empty if no step scores above 0."""
    table = _totals(steps)
    beads, total = _traced(table, steps)
    return Path(
        beads,
        total,
        float(sum(lengths_a[bead.a : bead.a_end].sum() for bead in beads)) / max(1.0, float(lengths_a.sum())),
        float(sum(lengths_b[bead.b : bead.b_end].sum() for bead in beads)) / max(1.0, float(lengths_b.sum())),
    )


def _totals(steps: Steps) -> NDArray[np.float64]:
    """Highest total of a path that ends before sentence i of a and j of b, row by row."""
    n, m = steps.one.shape
    table = np.zeros((n + 1, m + 1))
    skipped = np.arange(m + 1) * steps.skip
    for row in range(1, n + 1):
        best = np.maximum(table[row - 1] - steps.skip, 0.0)
        best[1:] = np.maximum(best[1:], table[row - 1, :-1] + steps.one[row - 1])
        if m > 1:
            best[2:] = np.maximum(best[2:], table[row - 1, :-2] + steps.split[row - 1])
        if row > 1:
            best[1:] = np.maximum(best[1:], table[row - 2, :-1] + steps.joined[row - 2])
        table[row] = np.maximum.accumulate(best + skipped) - skipped  # leaving out sentences of b
    return table


def _traced(table: NDArray[np.float64], steps: Steps) -> tuple[tuple[Bead, ...], float]:
    """The beads that lead to the highest total, and that total."""
    at = int(table.argmax())
    row, column = divmod(at, table.shape[1])
    total, beads = float(table[row, column]), []
    while row and column and table[row, column] > _NOTHING:
        bead = _arrived_by(table, steps, row, column)
        if bead:
            beads.append(bead)
            row, column = bead.a, bead.b
        elif abs(table[row, column] - (table[row - 1, column] - steps.skip)) < _NOTHING:
            row -= 1
        else:
            column -= 1
    return tuple(beads[::-1]), total


def _arrived_by(table: NDArray[np.float64], steps: Steps, row: int, column: int) -> Bead | None:
    """The bead that the best path to this place ends with; None if it ends with a sentence left out."""
    for wide, high, scores in ((1, 1, steps.one), (2, 1, steps.split), (1, 2, steps.joined)):
        i, j = row - high, column - wide
        if i >= 0 and j >= 0 and abs(table[row, column] - (table[i, j] + scores[i, j])) < _NOTHING:
            return Bead(i, row, j, column, float(scores[i, j]))
    return None
