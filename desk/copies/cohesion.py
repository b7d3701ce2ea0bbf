"""Whether what two texts share belongs to one of them: an article goes on about its subject, a frame does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desk.documents.sketch import shingles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.document import Document

    Mask = NDArray[np.bool_]

LONG = 5  # letters; a shorter word is the language's, unless it is a name
ONE = (1, 2)  # a word; two characters where words are not spaced, since single ones stand everywhere


def cohesion(a: Document, b: Document, shared: tuple[Mask, Mask], rest: tuple[Mask, Mask]) -> float:
    """How much of the shared vocabulary one text takes up again in the rest of it, 0 to 1; the larger of both.

    Words that the rest of the other text has as well are left out: they are the language's, not the
    subject's. shared, rest: bool for each text's words, which stand in both texts and which do not.
    """
    common = np.union1d(_terms(a, shared[0]), _terms(b, shared[1]))
    rest_a, rest_b = _terms(a, rest[0]), _terms(b, rest[1])
    return max(_taken_up(common, rest_a, rest_b), _taken_up(common, rest_b, rest_a))


def _terms(doc: Document, chosen: Mask) -> NDArray[np.uint64]:
    """The distinct terms that start at the chosen words: long words, names, numbers, pairs of unspaced characters."""
    terms = shingles(doc.words.hashes, doc.words.single, ONE)
    telling = (doc.words.ends - doc.words.starts >= LONG) | doc.named | doc.words.single
    return np.unique(terms[(chosen & telling)[: len(terms)]])


def _taken_up(common: NDArray[np.uint64], rest: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    own = np.setdiff1d(common, other, assume_unique=True)
    return float(np.isin(own, rest).mean()) if len(own) else 0.0
