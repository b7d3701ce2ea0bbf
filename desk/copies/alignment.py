"""Sentences of two texts that say the same, in the same order: the half of the verdict that needs vectors."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from desk.documents.document import Document
    from desk.text.encoder import Encoder
    from desk.text.segmentation import Sentence


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
