"""How much wording two texts share: the lexical half of the copy verdict."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from desk.copies.site_frame import between_edges
from desk.documents.sketch import THREE, among, spread
from desk.text.segmentation import CHARACTER_IN_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.document import Document

    Mask = NDArray[np.bool_]

Run = tuple[int, int, int, int]  # first and last + 1 word in a, first and last + 1 word in b
SPUN = 0.03  # share of narration words exchanged in matching stretches; a light edit stays under it
REWORDED = 12  # words of the typical shared run; shorter ones are what rewording leaves standing
EXCHANGED = 0.45  # share of the places that differ, as `word_by_word` has it, from which a text was spun
NEAR = 12  # words; runs so close in both texts have only changed words between them


class SharedWording(Protocol):
    """What the rules on wording ask of a comparison, be it of two texts or of a text and a fingerprint's samples."""

    @property
    def three(self) -> float:
        """Containment of narration 3-shingles."""

    @property
    def shared_three(self) -> int:
        """How many of them are shared."""

    @property
    def five(self) -> float:
        """Containment of all 5-shingles."""

    @property
    def shared_five(self) -> int:
        """How many of them are shared."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """Shared wording of texts a and b, their sites' frames left out.

    `three`, `five`: containment (shared / distinct of the smaller side) of narration 3-shingles and
    all 5-shingles, with the counts shared; `coverage_a`, `coverage_b`: share of each text's words
    inside a shared run of three; `runs`: maximal shared runs, in order of a; `typical`: length of
    the run in which the median shared word stands; `replaced`: share of
    the narration's words that were exchanged inside matching stretches, the mark of a spinner;
    `verbatim`: narration words in the longest shared run; `framed`: only the edges were shared and
    look like a site's frame; `keep_a`, `keep_b`: bool, the words that were compared; `shared_a`,
    `shared_b`: bool, those of them inside a shared run; `gaps`: int64[n, 4], where the words that differ
    between close runs start and end in a and in b.
    """

    three: float
    shared_three: int
    five: float
    shared_five: int
    coverage_a: float
    coverage_b: float
    runs: tuple[Run, ...]
    typical: int
    replaced: float
    verbatim: int
    framed: bool
    keep_a: Mask
    keep_b: Mask
    shared_a: Mask
    shared_b: Mask
    gaps: NDArray[np.int64]

    @property
    def block(self) -> bool:
        """Whether what is shared stands in long runs, word for word, and not in what rewording left."""
        return self.typical >= REWORDED and self.replaced < SPUN


def containment(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[float, int]:
    """Shared distinct hashes over those of the smaller side, and their number. Inputs sorted and distinct."""
    if not len(a) or not len(b):
        return 0.0, 0
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / min(len(a), len(b)), shared


@lru_cache(maxsize=2)
def overlap(a: Document, b: Document) -> Overlap:
    """The shared wording of two documents; the last ones are kept, since verdict and kinship ask for the same."""
    covered_a = spread(among(a.runs, b.ranked_runs[0]), a.words.single, THREE)
    covered_b = spread(among(b.runs, a.ranked_runs[0]), b.words.single, THREE)
    inner = between_edges(a, b, covered_a, covered_b)
    keep_a, keep_b = (a.body & inner[0], b.body & inner[1]) if inner else (None, None)
    three, shared_three = containment(a.distinct(keep_a, told=True), b.distinct(keep_b, told=True))
    five, shared_five = containment(a.distinct(keep_a, told=False), b.distinct(keep_b, told=False))
    keep_a, keep_b = a.body if keep_a is None else keep_a, b.body if keep_b is None else keep_b
    runs = shared_runs(a, b)
    lengths = np.sort(np.array([_length(a, run) for run in runs] or [0]))
    typical = int(lengths[np.searchsorted(np.cumsum(lengths), lengths.sum() / 2)])
    gaps = _gaps(runs)
    replaced, verbatim = _changes(a, b, runs, gaps, keep_a & ~a.words.quoted, keep_b & ~b.words.quoted)
    return Overlap(
        three, shared_three, five, shared_five, _share(covered_a, keep_a), _share(covered_b, keep_b),
        tuple(runs), typical, replaced, verbatim, inner is not None, keep_a, keep_b,
        covered_a & keep_a, covered_b & keep_b, gaps,
    )  # fmt: skip


def _length(a: Document, run: Run) -> float:
    """Words of a run, an unspaced character counting CHARACTER_IN_WORDS."""
    return (run[1] - run[0]) * (CHARACTER_IN_WORDS if a.words.single[run[0]] else 1.0)


def _share(covered: Mask, keep: Mask) -> float:
    return float(covered[keep].mean()) if keep.any() else 0.0


def shared_runs(a: Document, b: Document) -> list[Run]:
    """Maximal runs of words that stand in both texts in the same order, in order of a."""
    if not len(a.runs) or not len(b.runs):
        return []
    there = _places(a.runs, b)
    at = np.flatnonzero(there >= 0)
    if not len(at):
        return []
    breaks = np.flatnonzero((np.diff(at) != 1) | (np.diff(there[at]) != 1)) + 1
    firsts, lasts = at[np.concatenate(([0], breaks))], at[np.concatenate((breaks, [len(at)])) - 1]
    lengths = lasts - firsts + np.where(a.words.single[lasts], THREE[1], THREE[0])
    ends = np.minimum(firsts + lengths, len(a.words))
    found = np.stack((firsts, ends, there[firsts], np.minimum(there[firsts] + lengths, len(b.words))), axis=1)
    return [(row[0], row[1], row[2], row[3]) for row in found.tolist()]


def _places(one: NDArray[np.uint64], b: Document) -> NDArray[np.int64]:
    """For each shingle of `one` a place in b (-1 without): the next in line if it fits, else the first."""
    other, (ranked, order) = b.runs, b.ranked_runs
    at = np.minimum(np.searchsorted(ranked, one), len(other) - 1)
    there = np.where(ranked[at] == one, order[at], -1)
    for index in np.flatnonzero((there[1:] >= 0) & (there[1:] != there[:-1] + 1)).tolist():
        following = int(there[index]) + 1
        if 0 < following < len(other) and other[following] == one[index + 1]:
            there[index + 1] = following
    return there


def _gaps(runs: list[Run]) -> NDArray[np.int64]:
    """The stretches between runs that are close in both texts."""
    table = np.array(runs or np.empty((0, 4)), np.int64)
    gaps = table[1:, [0, 2]] - table[:-1, [1, 3]]
    close = ((gaps >= -THREE[1]) & (gaps <= NEAR)).all(axis=1)
    return np.stack((table[:-1, 1], table[1:, 0], table[:-1, 3], table[1:, 2]), axis=1)[close]


def _changes(
    a: Document, b: Document, runs: list[Run], gaps: NDArray[np.int64], told_a: Mask, told_b: Mask
) -> tuple[float, int]:
    """Share of narration words exchanged between close runs, and narration words of the longest run.

    Only a word that the other text does not have at all counts as exchanged, so that dropped and
    moved words are no synonyms.
    """
    if not runs:
        return 0.0, 0
    table = np.array(runs)
    inside = within(told_a, table[:, 0], table[:, 1])
    if not len(gaps):
        return 0.0, int(inside.max())
    gone = within(told_a & ~among(a.words.hashes, b.words.ranked), gaps[:, 0], gaps[:, 1])
    came = within(told_b & ~among(b.words.hashes, a.words.ranked), gaps[:, 2], gaps[:, 3])
    exchanged = int(np.minimum(gone, came).sum())
    return exchanged / max(1, exchanged + int(inside.sum())), int(inside.max())


def within(mask: Mask, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many words of the mask stand from each start to each end; 0 where the end comes first."""
    sums = np.concatenate(([0], np.cumsum(mask)))
    counts: NDArray[np.int64] = np.maximum(0, sums[ends] - sums[starts])
    return counts


def word_by_word(a: Document, b: Document) -> float:
    """Of the places where two texts part and meet again, the share in which as many words came as went.

    A spinner exchanges word for word where it stands; who rephrases drops, adds and moves, so that places of equal
    size are chance. 0 for texts that do not differ so. Compared along the longest common subsequence.
    """
    steps = np.diff(np.array(_in_order(a.words.hashes[a.body].tolist(), b.words.hashes[b.body].tolist())), axis=0) - 1
    places = steps[(steps.max(axis=1, initial=0) > 0) & (steps.max(axis=1, initial=0) <= NEAR)] if len(steps) else steps
    return float((places[:, 0] == places[:, 1]).mean()) if len(places) else 0.0


def _in_order(one: list[int], other: list[int]) -> list[tuple[int, int]]:
    """The longest common subsequence as pairs of places (Hunt and Szymanski 1977)."""
    there: dict[int, list[int]] = {}
    for at, word in enumerate(other):
        there.setdefault(word, []).append(at)
    ends: list[int] = []  # where the shortest chain of each length ends in the other text
    last: list[int] = []  # the step with which it ends
    steps: list[tuple[int, int, int]] = []
    for place, word in enumerate(one):
        for at in reversed(there.get(word, ())):
            length = bisect_left(ends, at)
            steps.append((place, at, last[length - 1] if length else -1))
            ends[length : length + 1] = [at]
            last[length : length + 1] = [len(steps) - 1]
    found, step = [], last[-1] if last else -1
    while step >= 0:
        place, at, step = steps[step]
        found.append((place, at))
    return found[::-1]
