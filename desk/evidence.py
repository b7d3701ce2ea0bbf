"""The passages behind a verdict: matched stretches of both texts, longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desk.models import Passage
from desk.sketch import THREE, shingles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from desk.documents import Document

MOST = 12  # passages in a verdict
LONGEST = 1200  # characters of one; the coverage says how much more there is
GAP = 12  # changed words inside one readable passage
SHORTEST = 8  # words of the shortest passage worth showing

Run = tuple[int, int, int, int]  # first and last + 1 word in a, first and last + 1 word in b


def verbatim(a: Document, b: Document) -> tuple[Passage, ...]:
    """Shared wording as passages: runs of common words with few changed ones between them."""
    runs = _readable(shared_runs(a, b))
    longest = sorted((run for run in runs if run[1] - run[0] >= SHORTEST), key=lambda run: run[0] - run[1])
    return tuple(_passage(a, b, run) for run in longest[:MOST])


def shared_runs(a: Document, b: Document) -> list[Run]:
    """Maximal runs of words that stand in both texts in the same order, in order of a."""
    one = shingles(a.words.hashes, a.words.single, THREE)
    other = shingles(b.words.hashes, b.words.single, THREE)
    if not len(one) or not len(other):
        return []
    there = _places(one, other)
    at = np.flatnonzero(there >= 0)
    if not len(at):
        return []
    breaks = np.flatnonzero((np.diff(at) != 1) | (np.diff(there[at]) != 1)) + 1
    firsts, lasts = np.concatenate(([0], breaks)), np.concatenate((breaks, [len(at)])) - 1
    found = []
    for first, last in zip(at[firsts].tolist(), at[lasts].tolist(), strict=True):
        length = last - first + (THREE[1] if a.words.single[last] else THREE[0])
        start = int(there[first])
        found.append((first, min(first + length, len(a.words)), start, min(start + length, len(b.words))))
    return found


def _places(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each shingle of `one` a place in `other` (-1 without): the next in line if it fits, else the first."""
    order = np.argsort(other, kind="stable")
    ranked = other[order]
    at = np.minimum(np.searchsorted(ranked, one), len(other) - 1)
    there = np.where(ranked[at] == one, order[at], -1)
    for index in np.flatnonzero((there[1:] >= 0) & (there[1:] != there[:-1] + 1)).tolist():
        following = int(there[index]) + 1
        if 0 < following < len(other) and other[following] == one[index + 1]:
            there[index + 1] = following
    return there


def _readable(runs: Iterable[Run]) -> list[Run]:
    """Runs joined where only a few words differ between them in both texts."""
    joined: list[Run] = []
    for run in runs:
        if joined:
            last = joined[-1]
            if -THREE[1] <= run[0] - last[1] <= GAP and -THREE[1] <= run[2] - last[3] <= GAP and run[3] > last[3]:
                joined[-1] = (last[0], max(run[1], last[1]), last[2], run[3])
                continue
        joined.append(run)
    return joined


def _passage(a: Document, b: Document, run: Run) -> Passage:
    a_start, a_end = _span(a, run[0], run[1])
    b_start, b_end = _span(b, run[2], run[3])
    return Passage(a_start, a_end, a.text[a_start:a_end], b_start, b_end, b.text[b_start:b_end], _likeness(a, b, run))


def _span(doc: Document, first: int, last: int) -> tuple[int, int]:
    """Character offsets of the words, cut after LONGEST characters at a word's end."""
    start = int(doc.words.starts[first])
    ends = doc.words.ends[first:last]
    fitting = int(np.searchsorted(ends, start + LONGEST, side="right"))
    return start, int(ends[max(0, min(fitting, len(ends)) - 1)])


def _likeness(a: Document, b: Document, run: Run) -> float:
    """Share of the run's words that are the same in both texts; 1.0 verbatim."""
    one, other = a.words.hashes[run[0] : run[1]], b.words.hashes[run[2] : run[3]]
    if np.array_equal(one, other):
        return 1.0
    return round(float((np.isin(one, other).mean() + np.isin(other, one).mean()) / 2), 3)
