"""Fingerprints of seed documents: enough to know a copy, too little to read the seed.

Hashes are sampled one in four and sorted, so the text cannot be unrolled word by word; sentences
are kept as coarse vectors in order. About 30 kB for an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from desk.documents.document import document
from desk.text.vectors import quantised, unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from desk.documents.sketch import Sketch
    from desk.models import Part, SeedFacts
    from desk.text.encoder import Encoder


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """One language part of a seed document.

    `identity`: hash of all its words in order; `sketch`: sampled shingles; `anchors`: uint64[k],
    sorted hashes of its names and numbers; `encoder`: name of the model behind the vectors, empty
    without; `vectors`: int8[n, d], one row a sentence in order, `scales`: float32[n] (vector =
    row * scale); `lengths`: int32[n], characters; `quoted`: bool[n], mostly quotation.
    """

    facts: SeedFacts
    part: int
    language: str
    identity: int
    sketch: Sketch
    anchors: NDArray[np.uint64]
    encoder: str
    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]
    lengths: NDArray[np.int32]
    quoted: NDArray[np.bool_]

    @property
    def seed_id(self) -> str:
        """The seed this is a part of."""
        return self.facts.seed_id

    def unit_vectors(self) -> NDArray[np.float32]:
        """The sentence vectors, float32[n, d], of length one again."""
        return unit(self.vectors.astype(np.float32) * self.scales[:, None])


def fingerprint(
    parts: str | Iterable[Part], facts: SeedFacts, encoder: Encoder | None = None
) -> tuple[Fingerprint, ...]:
    """The fingerprints of a seed document, one a language part; without an encoder no vectors."""
    whole = document(parts)
    return tuple(_of_part(part, number, facts, encoder) for number, part in enumerate(whole.parts))


def _of_part(part: Part, number: int, facts: SeedFacts, encoder: Encoder | None) -> Fingerprint:
    doc = document([part])
    sentences = doc.sentences[0]
    vectors, scales = np.zeros((0, 0), np.int8), np.zeros(0, np.float32)
    if encoder is not None:
        found = doc.vectors(encoder, 0)
        sentences = sentences[: len(found)]
        vectors, scales = quantised(found)
    return Fingerprint(
        facts=facts,
        part=number,
        language=part.language,
        identity=doc.identity,
        sketch=doc.sketch,
        anchors=hashed(doc.anchors),
        encoder=encoder.name if encoder else "",
        vectors=vectors,
        scales=scales,
        lengths=np.array([len(sentence.text) for sentence in sentences], np.int32),
        quoted=np.array([sentence.quoted for sentence in sentences], bool),
    )


def hashed(anchors: Iterable[str]) -> NDArray[np.uint64]:
    """Sorted hashes of names and numbers, uint64[k]."""
    return np.unique(np.fromiter(map(hash_of, anchors), np.uint64))


def hash_of(anchor: str) -> int:
    """The hash of one of them."""
    return xxhash.xxh3_64_intdigest(anchor.encode())
