"""Sentences of two texts that answer each other, in the same order.

`align` takes mutual best pairs. `best_path` is a local alignment (Smith and Waterman 1981) whose steps are those
between a text and its translation (Gale and Church 1993): one sentence for one, two for one, one for two, one left out.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from desk.documents.document import Document
    from desk.text.encoder import Encoder
    from desk.text.segmentation import Sentence

    Scores = NDArray[np.float32]

_NOTHING = 1e-5  # two totals nearer than that are one


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What one text brings to a comparison by meaning.

    `sentences`: those that take part (without text for a bare fingerprint); `vectors`: their unit
    vectors, float32[n, d]; `lengths`: in characters; `notes`: where each stands, for a fingerprint.
    """

    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.float32]
    lengths: tuple[int, ...]
    notes: tuple[str, ...] = ()


def side(doc: Document, part: int, encoder: Encoder, keep: NDArray[np.bool_], *, narration: bool) -> Side:
    """The part's sentences whose words are mostly kept; without quotations if only narration counts."""
    vectors = doc.vectors(encoder, part)
    found = doc.sentences[part][: len(vectors)]
    mostly = doc.mostly(found, keep)
    chosen = [at for at, sentence in enumerate(found) if mostly[at] and not (narration and sentence.quoted)]
    sentences = tuple(found[at] for at in chosen)
    return Side(sentences, vectors[chosen], tuple(len(sentence.text) for sentence in sentences))


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentence `a` of one text and `b` of the other (indexes), with their cosine."""

    a: int
    b: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Mutual best sentence pairs in common order.

    `chain`: the longest rising chain of them; `coverage_a`, `coverage_b`: share of each text's
    length (in characters) that stands in the chain; `mutual`: all pairs, in order or not.
    """

    chain: tuple[Pair, ...]
    coverage_a: float
    coverage_b: float
    mutual: int

    @property
    def both(self) -> float:
        """Harmonic mean of the two coverages."""
        total = self.coverage_a + self.coverage_b
        return 2 * self.coverage_a * self.coverage_b / total if total else 0.0


def align(
    a: NDArray[np.float32], b: NDArray[np.float32], lengths_a: Sequence[int], lengths_b: Sequence[int], least: float
) -> Alignment:
    """Align unit vectors float32[n, d] and float32[m, d] at cosine `least` or more; lengths in characters."""
    if not len(a) or not len(b):
        return Alignment((), 0.0, 0.0, 0)
    cosines = a @ b.T
    pairs = mutual_best(cosines, least)
    chain = rising(pairs)
    return Alignment(
        tuple(chain),
        sum(lengths_a[pair.a] for pair in chain) / max(1, sum(lengths_a)),
        sum(lengths_b[pair.b] for pair in chain) / max(1, sum(lengths_b)),
        len(pairs),
    )


def mutual_best(cosines: NDArray[np.float32], least: float) -> list[Pair]:
    """Pairs of which each is the other's best, at `least` or more, in order of the rows."""
    best = cosines.argmax(axis=1)
    back = cosines.argmax(axis=0)
    return [
        Pair(row, int(column), float(cosines[row, column]))
        for row, column in enumerate(best)
        if back[column] == row and cosines[row, column] >= least
    ]


def covered(pairs: Sequence[Pair], a: Side, b: Side) -> tuple[float, float]:
    """Share of each side's characters that stand in the pairs."""
    told = sum(a.lengths[pair.a] for pair in pairs), sum(b.lengths[pair.b] for pair in pairs)
    return told[0] / max(1, sum(a.lengths)), told[1] / max(1, sum(b.lengths))


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest chain of pairs that rises in both texts (patience sorting); input in order of a."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, pair in enumerate(pairs):
        place = bisect_left(tails, pair.b)
        before.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [pair.b]
        at[place : place + 1] = [index]
    chain: list[Pair] = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


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
