"""Fingerprints of wording: hashed runs of words (shingles), sampled so that they can be stored.

Sampling is FracMinHash (Irber et al. 2022, "Lightweight compositional analysis of metagenomes with
FracMinHash"): a hash is kept if it falls under 2^64 / rate, so two sketches keep the same shingles
and containment can be read from them, which MinHash of fixed size cannot give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk.text.segmentation import Words, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE = 4  # one shingle in four is kept in a sketch
INDEX = 16  # one in sixteen is what a warehouse indexes
THREE = (3, 5)  # words, characters of an unspaced script
FIVE = (5, 8)

_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F,
     0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3], np.uint64,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """Sampled wording of a text.

    `three`: uint64[n], sorted, distinct: sampled 3-shingles of the narration; `five`: the same of
    the 5-shingles of the whole text; totals: distinct shingles before sampling; `words`: length.
    """

    three: NDArray[np.uint64]
    five: NDArray[np.uint64]
    total_three: int
    total_five: int
    words: int


def shingles(hashes: NDArray[np.uint64], single: NDArray[np.bool_], widths: tuple[int, int]) -> NDArray[np.uint64]:
    """Hash of the run of words that starts at each word, in text order: uint64[n - widths[0] + 1].

    The width follows the script of the run's first word, so that a shingle never depends on what
    else stands in the text and a bilingual page gives the shingles of its halves.
    """
    narrow = _runs(hashes, widths[0])
    if not single.any():
        return narrow
    wide = _runs(hashes, widths[1])
    return np.concatenate((np.where(single[: len(wide)], wide, narrow[: len(wide)]), narrow[len(wide) :]))


def spread(found: NDArray[np.bool_], single: NDArray[np.bool_], widths: tuple[int, int]) -> NDArray[np.bool_]:
    """Which words the found shingles cover; bool[len(single)]. `found` says it of each shingle."""
    edges = np.zeros(len(single) + 1, np.int32)
    at = np.flatnonzero(found)
    ends = np.minimum(at + np.where(single[at], widths[1], widths[0]), len(single))
    np.add.at(edges, at, 1)
    np.add.at(edges, ends, -1)
    return np.cumsum(edges[:-1]) > 0


def among(asked: NDArray[np.uint64], ranked: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of the asked hashes are among the sorted ones; bool[len(asked)]."""
    if not len(ranked):
        return np.zeros(len(asked), bool)
    found: NDArray[np.bool_] = ranked[np.minimum(np.searchsorted(ranked, asked), len(ranked) - 1)] == asked
    return found


def _runs(hashes: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """Order-sensitive hash of each run of `width` words (multiply, add, finish as splitmix64 does)."""
    count = max(0, len(hashes) - width + 1)
    mixed = np.full(count, width, np.uint64)
    for place in range(width):
        part = hashes[place : place + count] * _FACTORS[place]
        mixed += part ^ (part >> np.uint64(29))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def sampled(hashes: NDArray[np.uint64], rate: int) -> NDArray[np.uint64]:
    """Those of the hashes that a sample of one in `rate` keeps."""
    return hashes[hashes < np.uint64(2**64 // rate)]


def sketch(text: str | Words) -> Sketch:
    """The sketch of a text (or of its words, if they are at hand)."""
    found = words(text) if isinstance(text, str) else text
    told = ~found.quoted
    three = np.unique(shingles(found.hashes[told], found.single[told], THREE))
    five = np.unique(shingles(found.hashes, found.single, FIVE))
    return Sketch(sampled(three, SAMPLE), sampled(five, SAMPLE), len(three), len(five), found.count)


def index_hashes(sketch: Sketch) -> NDArray[np.uint64]:
    """The 1/16 of the narration shingles that find candidates; uint64[n], sorted."""
    return sampled(sketch.three, INDEX)
