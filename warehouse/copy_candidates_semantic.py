"""Candidates that share no wording: by meaning (translations) and by rare names and numbers (rewrites).

Only on-topic articles are kept here: a sentence vector costs more than everything else together. Their
document vectors are compared by brute force, kept in eight bits and met in slices, so memory stays flat. Of a slice
only what is nearer than the nearest so far is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import xxhash

from desk.text.vectors import LEAST, packed, unit
from warehouse.arrays import base64, feed, repeated
from warehouse.copy_candidates import Candidate
from warehouse.db import query
from warehouse.rows import rows

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

SLICE = 4_096  # stored vectors compared at a time, so that they and their cosines stay in the processor's cache
ASKED = 20_000  # ids of stored articles asked for at a time: an answer is held whole
EACH = 3  # candidates by meaning in other languages, and as many in the same one
ACROSS, WITHIN = 0.45, 0.75  # cosine below which a pair is not looked at
MOST_ARTICLES = 400  # a name in more on-topic articles than that leads nowhere by itself
LEAST_NAMES = 4  # rare names and numbers that a pair must share
LEAST_CROSSING = 3  # the same across scripts, where fewer are told
NAMES_SHARE = 0.3  # of the weight of the newcomer's


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vector of one part of an on-topic article, float32[d]; compared only within one encoder."""

    article_id: int
    part: int
    language: str
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Anchored:
    """Names and numbers of an on-topic article, as desk.copies.anchors or desk.copies.crossing gives them."""

    article_id: int
    anchors: tuple[str, ...]


def by_meaning(
    con: duckdb.DuckDBPyConnection, meanings: Sequence[Meaning], encoder: str
) -> dict[int, tuple[Candidate, ...]]:
    """For each newcomer the nearest earlier articles in other languages and in its own, three each."""
    if not meanings:
        return {}
    nearest = _Nearest(meanings)
    for language, ids, vectors in _stored(con, meanings, encoder):
        for first in range(0, len(ids), SLICE):
            nearest.meet(language, ids[first : first + SLICE], vectors[first : first + SLICE])
    return nearest.candidates()


def store_meanings(con: duckdb.DuckDBPyConnection, meanings: Sequence[Meaning], encoder: str) -> None:
    """Make on-topic newcomers findable by meaning."""
    if meanings:
        con.execute(query("add_doc_vectors"), {"rows": rows(map(_vector_row, meanings)), "encoder": encoder})


def by_names(con: duckdb.DuckDBPyConnection, anchored: Sequence[Anchored]) -> dict[int, tuple[Candidate, ...]]:
    """For each newcomer the earlier articles that hold most of its rare names and numbers, three at the most."""
    if not any(each.anchors for each in anchored):
        return {}
    feed(con, "probe_anchors", _anchor_columns(anchored))
    asked = {"most": MOST_ARTICLES, "least": LEAST_NAMES, "top": EACH}
    found: dict[int, list[Candidate]] = {}
    for article_id, known_id, shared, share in con.execute(query("anchor_pairs"), asked).fetchall():
        if share >= NAMES_SHARE:
            found.setdefault(article_id, []).append(Candidate(article_id, known_id, "names", share, shared))
    return {article_id: tuple(each) for article_id, each in found.items()}


def by_crossing(con: duckdb.DuckDBPyConnection, asked: Sequence[Anchored]) -> dict[int, tuple[Candidate, ...]]:
    """For each newcomer the earlier articles in languages that vectors do not find, three at the most.

    asked: keys as desk.copies.crossing gives them. The batch's own must have been stored before.
    """
    if not any(each.anchors for each in asked):
        return {}
    feed(con, "probe_anchors", _anchor_columns(asked))
    bounds = {"most": MOST_ARTICLES, "least": LEAST_CROSSING, "top": EACH}
    found: dict[int, list[Candidate]] = {}
    for article_id, known_id, shared, weight in con.execute(query("crossing_pairs"), bounds).fetchall():
        strength = min(weight / shared, 1.0)
        found.setdefault(article_id, []).append(Candidate(article_id, known_id, "names", strength, shared))
    return {article_id: tuple(each) for article_id, each in found.items()}


def store_anchors(con: duckdb.DuckDBPyConnection, anchored: Sequence[Anchored]) -> None:
    """Make on-topic newcomers findable by names and numbers."""
    if any(each.anchors for each in anchored):
        feed(con, "add_anchors", _anchor_columns(anchored))


def _stored(
    con: duckdb.DuckDBPyConnection, meanings: Sequence[Meaning], encoder: str
) -> Iterator[tuple[str, NDArray[np.int64], NDArray[Any]]]:
    """Language, ids and vectors of the batch itself, then of everything stored; vectors of any length."""
    for language in sorted({each.language for each in meanings}):
        own = [each for each in meanings if each.language == language]
        yield language, np.array([each.article_id for each in own], np.int64), np.stack([each.vector for each in own])
    first, last = con.execute(query("doc_vector_span"), {"encoder": encoder}).fetchone() or (None, None)
    if first is None:
        return
    for low in range(first, last + 1, ASKED):
        asked = {"encoder": encoder, "first": low, "last": low + ASKED - 1}
        for language, ids, vectors in con.execute(query("doc_vectors"), asked).fetchall():
            yield language, np.array(ids, np.int64), np.frombuffer(b"".join(vectors), np.int8).reshape(len(ids), -1)


class _Nearest:
    """For each newcomer the best so far in other languages and in its own, EACH articles each."""

    def __init__(self, meanings: Sequence[Meaning]) -> None:
        self._meanings, self._mine = meanings, unit(np.stack([each.vector for each in meanings]))
        self._ids = np.array([each.article_id for each in meanings], np.int64)
        self._languages = _strings([each.language for each in meanings])
        floors = {True: ACROSS, False: WITHIN}
        # What a cosine must reach to be looked at, for a row and whether the other's language is another one.
        self._bounds = {across: np.full(len(meanings), floor, np.float32) for across, floor in floors.items()}
        self._best: dict[tuple[int, bool], dict[int, float]] = {}  # row and across: article and cosine

    def meet(self, language: str, ids: NDArray[np.int64], vectors: NDArray[Any]) -> None:
        """Look at stored articles of one language."""
        vectors = np.asarray(vectors, np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        cosines = self._mine @ vectors.T
        cosines /= np.maximum(lengths, LEAST)
        across = self._languages != language
        bounds = np.where(across, self._bounds[True], self._bounds[False])
        rows_, places = np.nonzero(cosines >= bounds[:, None])
        earlier = ids[places] < self._ids[rows_]
        for row, place in zip(rows_[earlier].tolist(), places[earlier].tolist(), strict=True):
            self._note(row, bool(across[row]), int(ids[place]), float(cosines[row, place]))

    def _note(self, row: int, across: bool, article_id: int, cosine: float) -> None:
        if cosine < self._bounds[across][row]:  # the slice brought nearer ones meanwhile
            return
        best = self._best.setdefault((row, across), {})
        best[article_id] = max(cosine, best.get(article_id, cosine))
        if len(best) > EACH:
            del best[max(best, key=lambda known: (-best[known], known))]
        if len(best) == EACH:
            self._bounds[across][row] = min(best.values())

    def candidates(self) -> dict[int, tuple[Candidate, ...]]:
        """By article, of all its parts, the nearest first."""
        scored = [
            (self._meanings[row].article_id, known_id, across, cosine)
            for (row, across), best in self._best.items()
            for known_id, cosine in best.items()
        ]
        return _chosen(scored)


def _chosen(scored: list[tuple[int, int, bool, float]]) -> dict[int, tuple[Candidate, ...]]:
    found: dict[int, list[Candidate]] = {}
    taken: dict[tuple[int, bool], set[int]] = {}
    for article_id, known_id, across, cosine in sorted(scored, key=lambda one: (-one[3], one[1])):
        seen = taken.setdefault((article_id, across), set())
        if len(seen) < EACH and known_id not in seen:
            seen.add(known_id)
            found.setdefault(article_id, []).append(Candidate(article_id, known_id, "meaning", cosine))
    return {article_id: tuple(each) for article_id, each in found.items()}


def _anchor_columns(anchored: Sequence[Anchored]) -> dict[str, NDArray[Any]]:
    folded = [anchor.encode("utf-8", "surrogatepass") for each in anchored for anchor in each.anchors]
    return {
        "anchor": np.array([xxhash.xxh3_64_intdigest(anchor) for anchor in folded], np.uint64),
        "article_id": repeated([each.article_id for each in anchored], [len(each.anchors) for each in anchored]),
    }


def _vector_row(each: Meaning) -> dict[str, Any]:
    whose = {"article_id": each.article_id, "part": each.part, "language": each.language}
    return whose | {"vector": base64(np.frombuffer(packed(each.vector), np.int8))}


def _strings(values: list[str]) -> NDArray[Any]:
    column = np.empty(len(values), object)
    column[:] = values
    return column
