"""Candidates that share no wording: by meaning (translations) and by rare names and numbers (rewrites).

Only on-topic articles are kept here: a sentence vector costs more than everything else together. Their
document vectors are compared by brute force, in int8 and in slices of 20,000, so memory stays flat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import xxhash

from desk.text.vectors import packed, unit, unpacked
from warehouse.arrays import base64, feed, repeated
from warehouse.copy_candidates import Candidate
from warehouse.db import query
from warehouse.rows import rows

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

SLICE = 20_000  # stored vectors compared at a time
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
    mine = unit(np.stack([each.vector for each in meanings]))
    scored: list[tuple[int, int, bool, float]] = []
    for ids, languages, vectors in _stored(con, meanings, encoder):
        cosines = mine @ vectors.T
        for row, each in enumerate(meanings):
            scored += _nearest(each, cosines[row], ids, languages)
    return _chosen(scored)


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
) -> Iterator[tuple[NDArray[np.int64], NDArray[Any], NDArray[np.float32]]]:
    """Slices of (ids, languages, unit vectors): the batch itself, then everything stored."""
    yield (
        np.array([each.article_id for each in meanings], np.int64),
        _strings([each.language for each in meanings]),
        unit(np.stack([each.vector for each in meanings])),
    )
    asked = con.execute(query("doc_vectors"), {"encoder": encoder})
    while found := asked.fetchmany(SLICE):
        ids, _, languages, vectors = zip(*found, strict=True)
        yield np.array(ids, np.int64), _strings(list(languages)), unpacked(list(vectors))


def _nearest(
    each: Meaning, cosines: NDArray[np.float32], ids: NDArray[np.int64], languages: NDArray[Any]
) -> list[tuple[int, int, bool, float]]:
    """The best of a slice as (newcomer, known, other language?, cosine)."""
    best: list[tuple[int, int, bool, float]] = []
    other = languages != each.language
    for across, floor in ((True, ACROSS), (False, WITHIN)):
        allowed = np.flatnonzero((ids < each.article_id) & (other == across) & (cosines >= floor))
        top = allowed[np.argsort(-cosines[allowed], kind="stable")[: 2 * EACH]]
        best += [(each.article_id, int(ids[place]), across, float(cosines[place])) for place in top]
    return best


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
