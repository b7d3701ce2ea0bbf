"""What a user might pick in place of the copy verdict: a number for two texts, the larger the likelier a copy."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.copies.overlap import containment
from desk.documents.sketch import THREE, shingles

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.documents.document import Document
    from desk.text.encoder import Encoder

    Likeness = Callable[[Document, Document], float]

PERMUTATIONS = 128


def standins(encoder: Encoder | None) -> dict[str, Likeness]:
    """Name to likeness, of those that are installed (benchmarks/requirements.txt)."""
    found: dict[str, Likeness] = {"five words": five_words}
    if importlib.util.find_spec("datasketch"):
        found["datasketch"] = datasketch()
    if importlib.util.find_spec("rensa"):
        found["rensa"] = rensa()
    if encoder is not None:
        found["vectors"] = lambda new, known: document_vectors(new, known, encoder)
    return found


def five_words(new: Document, known: Document) -> float:
    """Share of the smaller text's runs of five words that the other has."""
    return containment(new.distinct(None, told=False), known.distinct(None, told=False))[0]


def document_vectors(new: Document, known: Document, encoder: Encoder) -> float:
    """Cosine of the mean sentence vectors."""
    one, other = (mean_vector(doc, encoder) for doc in (new, known))
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / length if length else 0.0


def mean_vector(doc: Document, encoder: Encoder) -> Any:
    vectors = [doc.vectors(encoder, part) for part in range(len(doc.parts))]
    return np.concatenate(vectors).mean(axis=0) if any(map(len, vectors)) else np.zeros(1)


def runs(doc: Document) -> Any:
    return np.unique(shingles(doc.words.hashes, doc.words.single, THREE))


def datasketch() -> Likeness:
    """Estimated Jaccard similarity of the runs of three words, by datasketch's MinHash."""
    from datasketch import MinHash

    made: dict[int, Any] = {}

    def sketch(doc: Document) -> Any:
        if doc.identity not in made:
            made[doc.identity] = MinHash(num_perm=PERMUTATIONS)
            made[doc.identity].update_batch([run.tobytes() for run in runs(doc)])
        return made[doc.identity]

    return lambda new, known: float(sketch(new).jaccard(sketch(known)))


def rensa() -> Likeness:
    """The same by rensa."""
    from rensa import RMinHash

    made: dict[int, Any] = {}

    def sketch(doc: Document) -> Any:
        if doc.identity not in made:
            made[doc.identity] = RMinHash(num_perm=PERMUTATIONS, seed=1)
            made[doc.identity].update([str(run) for run in runs(doc).tolist()])
        return made[doc.identity]

    return lambda new, known: float(sketch(new).jaccard(sketch(known)))
