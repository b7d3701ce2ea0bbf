"""The imprint of an article: the little of its text that would show that it stands on the same source as another.

A statement carried over word for word, quotations, telling numbers, and whom the text credits: a kilobyte an article,
so that a story's reports are compared without their texts. Runs of words are chosen by winnowing (Schleimer, Wilkerson
and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003): of any 19
words of narration that two texts share, both have kept the same run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from desk.documents.sketch import shingles
from desk.lineage.agencies import in_dateline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.document import Document

    Hashes = NDArray[np.uint32]

HALF, WINDOW = (6, 8), 8  # words (characters of an unspaced script) of half a run of narration; one of so many runs
QUOTED, QUOTED_WINDOW = (5, 8), 4  # the same of what is quoted
YEARS = range(1900, 2100)  # numbers that say when, not what


@dataclass(frozen=True, slots=True, eq=False)
class Imprint:
    """`runs`, `quotes`, `numbers`: uint32[n], ascending and distinct; `credits`: the agency of its dateline."""

    runs: Hashes
    quotes: Hashes
    numbers: Hashes
    credits: tuple[str, ...] = ()


def imprint(doc: Document) -> Imprint:
    """The imprint of a document; what a site sets around its articles is left out."""
    words, told = doc.words, doc.body & ~doc.words.quoted
    quoted = words.quoted & doc.body
    return Imprint(
        _winnowed(_long(shingles(words.hashes[told], words.single[told], HALF)), WINDOW),
        _winnowed(shingles(words.hashes[quoted], words.single[quoted], QUOTED), QUOTED_WINDOW),
        _short(np.array([xxhash.xxh3_64_intdigest(each.encode()) for each in _telling(doc)], np.uint64)),
        in_dateline(doc.text),
    )


def _long(halves: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Runs of twelve words out of two of six."""
    step = HALF[0]
    return halves[:-step] * np.uint64(3) ^ halves[step:]


def _winnowed(hashes: NDArray[np.uint64], window: int) -> Hashes:
    """The least hash of every window of consecutive ones."""
    if len(hashes) == 0:
        return _short(hashes)
    return _short(_least(hashes, min(window, len(hashes))))


def _least(hashes: NDArray[np.uint64], window: int) -> NDArray[np.uint64]:
    """The least of each window, from the least of its two halves."""
    if window == 1:
        return hashes
    half = window // 2
    halves = _least(hashes, window - half)
    return np.minimum(halves[: len(halves) - half], halves[half:])


def _short(hashes: NDArray[np.uint64]) -> Hashes:
    """Distinct upper halves, ascending: enough to tell a story's articles apart."""
    return np.unique((hashes >> np.uint64(32)).astype(np.uint32))


def _telling(doc: Document) -> set[str]:
    """Numbers of three digits or with a fraction, no years."""
    found = (each for each in doc.anchors if each[0].isdigit() and len(each) > 2)
    return {each for each in found if not (each.isdecimal() and int(each) in YEARS)}
