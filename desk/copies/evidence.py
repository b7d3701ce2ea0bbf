"""The passages behind a verdict: matched stretches of both texts, longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desk.copies.overlap import NEAR, Run
from desk.documents.sketch import THREE, among
from desk.models import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.copies.alignment import Pair, Side
    from desk.copies.overlap import Overlap
    from desk.documents.document import Document

MOST = 12  # passages in a verdict
LONGEST = 1200  # characters of one; the coverage says how much more there is
SHORTEST = 8  # words of the shortest passage worth showing


def verbatim(a: Document, b: Document, found: Overlap) -> tuple[Passage, ...]:
    """Shared wording as passages: runs of common words with few changed ones between them."""
    kept = (run for run in found.runs if found.keep_a[run[0] : run[1]].any() and found.keep_b[run[2] : run[3]].any())
    long_enough = (run for run in _readable(kept) if run[1] - run[0] >= SHORTEST)
    longest = sorted(long_enough, key=lambda run: run[0] - run[1])
    return tuple(_passage(a, b, run) for run in longest[:MOST])


def _readable(runs: Iterable[Run]) -> list[Run]:
    """Runs joined where only a few words differ between them in both texts."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else (0, -NEAR - THREE[1], 0, 0)
        close = all(-THREE[1] <= gap <= NEAR for gap in (run[0] - last[1], run[2] - last[3]))
        if close and run[3] > last[3]:
            joined[-1] = (last[0], max(run[1], last[1]), last[2], run[3])
        else:
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
    return round(float((among(one, np.sort(other)).mean() + among(other, np.sort(one)).mean()) / 2), 3)


def pairs(one: Side, other: Side, chain: Iterable[Pair]) -> tuple[Passage, ...]:
    """Sentence pairs as passages: those with most to say first (cosine times length)."""
    ranked = sorted(chain, key=lambda pair: -pair.cosine * min(one.lengths[pair.a], other.lengths[pair.b]))
    return tuple(_beside(one, other, pair) for pair in ranked[:MOST])


def _beside(one: Side, other: Side, pair: Pair) -> Passage:
    a, b = one.sentences[pair.a], other.sentences[pair.b]
    note = other.notes[pair.b] if other.notes else ""
    return Passage(a.start, a.end, a.text, b.start, b.end, b.text, round(min(1.0, pair.cosine), 3), note)
