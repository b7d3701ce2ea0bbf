"""Kinship of two texts: what each has by itself, and which of them looks derived from the other.

The signs are those of textual criticism (Maas, "Textkritik", 1927; West, "Textual Criticism and Editorial Technique",
1973): a reading that only one text has is its innovation, a gap in running wording is a loss, and an exchanged word
that is the rarer one is the exchange. They are numbers on one pair, kept with the pair's verdict, so that a tree over
five hundred copies needs none of their texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desk.copies.overlap import overlap
from desk.documents.sketch import among, shingles
from desk.models import Kinship
from desk.text.common_words import rarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.document import Document

READING = (2, 3)  # words of a reading, characters of an unspaced script: a changed word changes two of them
MOST_WEIGHED = 400  # different words of a text whose rarity is asked for
LEAST_VARIANCE = 0.01  # of word rarities, so that a few equal ones prove nothing


def kinship(a: Document, b: Document) -> Kinship:
    """The kinship of two documents; of texts in two languages only the totals say something."""
    mine, theirs = _readings(a), _readings(b)
    shared = len(np.intersect1d(mine, theirs, assume_unique=True))
    gaps = _gaps(a, b)
    frames = (int((~doc.body).sum()) for doc in (a, b))
    return Kinship(len(mine) - shared, len(theirs) - shared, len(mine), len(theirs), *gaps, _rarer(a, b), *frames)


def _readings(doc: Document) -> NDArray[np.uint64]:
    body = doc.body
    return np.unique(shingles(doc.words.hashes[body], doc.words.single[body], READING))


def _gaps(a: Document, b: Document) -> tuple[int, int]:
    """In how many places a, and b, lacks words that the other has between two matching stretches."""
    gaps = overlap(a, b).gaps
    mine, theirs = gaps[:, 1] - gaps[:, 0], gaps[:, 3] - gaps[:, 2]
    less = np.minimum(np.minimum(mine, theirs), 0)  # shared runs may overlap by the words of a shingle
    mine, theirs = mine - less, theirs - less
    return int(((mine == 0) & (theirs > 0)).sum()), int(((theirs == 0) & (mine > 0)).sum())


def _rarer(a: Document, b: Document) -> float:
    """Welch's t of the rarity of the words that stand in one text only: who rewords a text finds rarer words."""
    mine, theirs = _rarities(a, b), _rarities(b, a)
    if min(len(mine), len(theirs)) < 2 or set(a.languages).isdisjoint(b.languages):
        return 0.0
    spread = sum(max(float(np.var(side, ddof=1)), LEAST_VARIANCE) / len(side) for side in (mine, theirs))
    return float((np.mean(mine) - np.mean(theirs)) / spread**0.5)


def _rarities(one: Document, other: Document) -> list[float]:
    """Of the words that only the one text has; names and numbers are nobody's choice of words."""
    keep = one.body & ~one.named & ~one.words.single
    hashes, firsts = np.unique(one.words.hashes[keep], return_index=True)
    alone = np.flatnonzero(keep)[firsts[~among(hashes, other.words.ranked)]][:MOST_WEIGHED]
    starts, ends = one.words.starts[alone].tolist(), one.words.ends[alone].tolist()
    return [rarity(one.text[start:end]) for start, end in zip(starts, ends, strict=True)]
