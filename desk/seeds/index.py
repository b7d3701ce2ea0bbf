"""Which seeds are worth comparing with an article: microseconds for a hundred seeds, so that every article is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from desk.documents.document import Document
    from desk.seeds.fingerprints import Fingerprint
    from desk.text.encoder import Encoder

SHARED = 3  # sampled shingles, narration or whole text, that make a seed worth comparing
NAMES, NAMES_SHARE = 5, 0.35  # names and numbers, and their share of the smaller side
COSINE = 0.35  # of the two texts' mean sentence vectors
NEAREST = 4  # seeds by meaning that are compared at the most


class SeedIndex:
    """The seeds, laid out for asking."""

    def __init__(self, fingerprints: Sequence[Fingerprint]) -> None:
        self.fingerprints = tuple(fingerprints)
        self.hashes, self.owners = _index([(each.sketch.three, each.sketch.five) for each in self.fingerprints])
        self.names, self.name_owners = _index([(each.anchors,) for each in self.fingerprints])
        self.identities = {each.identity: place for place, each in enumerate(self.fingerprints)}

    def near(self, new: Document, hashed_anchors: NDArray[np.uint64], encoder: Encoder | None) -> list[Fingerprint]:
        """The seed parts to compare, best first.

        hashed_anchors: uint64[k], the newcomer's names and numbers, and encoder: both only for an on-topic
        article (else empty and None), since a translation or rewrite of a seed is on topic as the seed is.
        """
        if not self.fingerprints:
            return []
        shared = self._count(self.hashes, self.owners, new.sketch.three) + self._count(
            self.hashes, self.owners, new.sketch.five
        )
        chosen = [int(place) for place in np.argsort(-shared, kind="stable") if shared[place] >= SHARED]
        if (same := self.identities.get(new.identity)) is not None:
            chosen.insert(0, same)
        chosen += self._by_names(hashed_anchors)
        if encoder is not None:
            chosen += self._by_meaning(new, encoder)
        return [self.fingerprints[place] for place in dict.fromkeys(chosen)]

    def _count(
        self, table: NDArray[np.uint64], owners: NDArray[np.int64], asked: NDArray[np.uint64]
    ) -> NDArray[np.int64]:
        """How many of the asked hashes each seed part holds, int64[parts]."""
        first, last = np.searchsorted(table, asked, "left"), np.searchsorted(table, asked, "right")
        hits = [owners[start:end] for start, end in zip(first, last, strict=True) if end > start]
        return np.bincount(np.concatenate(hits) if hits else owners[:0], minlength=len(self.fingerprints))

    def _by_names(self, asked: NDArray[np.uint64]) -> list[int]:
        if not len(asked):
            return []
        shared = self._count(self.names, self.name_owners, asked)
        smaller = np.minimum(np.array([len(each.anchors) for each in self.fingerprints]), len(asked))
        share = shared / np.maximum(smaller, 1)
        return [int(place) for place in np.argsort(-share) if shared[place] >= NAMES and share[place] >= NAMES_SHARE]

    def _by_meaning(self, new: Document, encoder: Encoder) -> list[int]:
        known = [at for at, each in enumerate(self.fingerprints) if each.encoder == encoder.name and len(each.vectors)]
        mine = [mean for part in range(len(new.parts)) if (mean := centre(new.vectors(encoder, part))) is not None]
        if not known or not mine:
            return []
        theirs = np.stack([self._centres()[place] for place in known])
        best = (np.stack(mine) @ theirs.T).max(axis=0)
        order = np.argsort(-best, kind="stable")[:NEAREST]
        return [known[place] for place in order if best[place] >= COSINE]

    def _centres(self) -> list[NDArray[np.float32]]:
        if not hasattr(self, "_kept"):
            empty = np.zeros(1, np.float32)
            means = [centre(each.unit_vectors()) if len(each.vectors) else None for each in self.fingerprints]
            self._kept = [empty if mean is None else mean for mean in means]
        return self._kept


def centre(vectors: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """The mean of sentence vectors, float32[d] of length one; None without any."""
    if not len(vectors):
        return None
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length, np.float32) if length else None


def _index(columns: list[tuple[NDArray[np.uint64], ...]]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """All hashes in order, and to which fingerprint each belongs."""
    hashes = [np.concatenate(each) for each in columns] or [np.empty(0, np.uint64)]
    owners = np.repeat(np.arange(len(hashes)), [len(each) for each in hashes])
    together = np.concatenate(hashes)
    order = np.argsort(together, kind="stable")
    return together[order], owners[order]
