"""Which known articles a newcomer must be compared with, by shared wording: the whole history, one scan a batch.

How it is looked up, and why (500 newcomers against 1,000,000 articles = 32 million rows, one core):
a plain hash join takes 440 ms, on 64-bit hashes 500; an ART index is kept in step 80 times slower and
is not safe after kill -9 in DuckDB 1.5; posting lists in LIST columns read the whole column anyway
(460 ms). What helps is a join key that DuckDB can use as an array position: 20 bits of the hash as a
UINTEGER of their own meet its "perfect hash join", which throws away 98 % of the rows at 3 ns a row;
16 further bits decide the rest. 180 ms, and no structure beside the one table.

Wording that stands in several separate stories of one outlet is its frame and joins nothing to that
outlet; wording that stands in many stories anywhere (set phrases) points to nothing at all. Such
hashes are learnt as they are met, kept in `common_hashes` and no longer stored; the copies of one article
count as one story, so that a widely syndicated article never erases its own fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.documents.sketch import Sketch, index_hashes
from warehouse.arrays import base64, feed, repeated
from warehouse.db import query
from warehouse.little_memory import little_memory
from warehouse.rows import rows

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

LEAST = 2  # shared hashes of 1/16; the fuller sketch looks again
FEW = 8  # hashes of a short article (under about 150 words), for which one shared hash is enough to look
MOST_STORIES = 64  # a hash in more separate stories than that is common
FRAME = 4  # a hash in as many separate stories of one outlet belongs to its frame
LOOKED_AT = 24  # pairs an article whose fuller sketches are compared
KEPT = 8  # of them judged by their texts
SHARED = 5  # sampled shingles of 1/4 that a pair must share: about a passage of 25 words
OVERLAP = 0.05  # and this share of the smaller one; same-event pairs have .02 (median)
SHORT = 0.5  # share that does for texts of a few sentences, which have no five
MANY, RARE = 6, 2.0  # shared hashes of 1/16, and the sum of 1 / stories: sure without the fuller sketches
BUCKETS, SLICE = 2**20, 2**16  # values of `bucket`; how many are looked through at a time when common ones are sought


@dataclass(frozen=True, slots=True)
class Probe:
    """A newcomer with the id it will be stored under (ascending, above all stored ids) and its sketch."""

    article_id: int
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier article that a newcomer must be compared with.

    `strength` orders candidates of one kind: of wording the estimated containment (0 to 1; of many shared
    hashes at least that), of meaning the cosine, of names the share of the newcomer's rare names and numbers.
    """

    article_id: int
    known_id: int
    via: str  # wording, meaning, names
    strength: float
    shared: int = 0


@dataclass(frozen=True, slots=True)
class Lookup:
    """Candidates by newcomer, strongest first; `common` are hashes to remember as common, uint32/uint16[n]."""

    by_article: dict[int, tuple[Candidate, ...]]
    common: tuple[NDArray[np.uint32], NDArray[np.uint16]]


def candidates(con: duckdb.DuckDBPyConnection, probes: Sequence[Probe]) -> Lookup:
    """Earlier articles that share wording with each newcomer, at most eight each.

    Earlier ones of the batch itself count as well, so a batch may hold an article and its copy.
    Writes temporary tables only; call it before the batch's own sketches are stored or after, alike.
    """
    nothing = (np.empty(0, np.uint32), np.empty(0, np.uint16))
    if not probes:
        return Lookup({}, nothing)
    feed(con, "probe_hashes", _hash_columns(probes))
    con.execute(query("probe_buckets"))
    with little_memory(con):
        con.execute(query("probe_hits"))
    con.execute(query("probe_spread"))
    con.execute(query("probe_frames"), {"frame": FRAME})
    asked = {"least": LEAST, "few": FEW, "most": MOST_STORIES, "top": LOOKED_AT}
    pairs = con.execute(query("probe_pairs"), asked).fetchall()
    common = con.execute(query("probe_common"), {"most": MOST_STORIES}).fetchnumpy()
    return Lookup(_closer(con, probes, pairs), (np.asarray(common["bucket"]), np.asarray(common["rest"])))


def store_sketches(con: duckdb.DuckDBPyConnection, probes: Sequence[Probe], lookup: Lookup | None = None) -> None:
    """Make the newcomers findable, and remember which hashes the lookup found to be common."""
    if lookup is not None and len(lookup.common[0]):
        feed(con, "add_common_hashes", {"bucket": lookup.common[0], "rest": lookup.common[1]})
    if not probes:
        return
    ordered = sorted(probes, key=lambda probe: probe.article_id)
    feed(con, "add_sketch_hashes", _hash_columns(ordered))
    con.execute(query("add_sketches"), {"rows": rows(map(_sketch_row, ordered))})


def short(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Bits 16 to 47 of sampled hashes, distinct and ascending; half the size tells the shingles of a pair apart."""
    return np.unique((hashes >> np.uint64(16)).astype(np.uint32))


def _hash_columns(probes: Iterable[Probe]) -> dict[str, NDArray[Any]]:
    found = [(probe.article_id, index_hashes(probe.sketch)) for probe in probes]
    hashes = np.concatenate([each for _, each in found])
    return {
        "bucket": ((hashes >> np.uint64(40)) & np.uint64(0xFFFFF)).astype(np.uint32),
        "rest": ((hashes >> np.uint64(24)) & np.uint64(0xFFFF)).astype(np.uint16),
        "article_id": repeated([key for key, _ in found], [len(each) for _, each in found]),
    }


def _sketch_row(probe: Probe) -> dict[str, Any]:
    sketch = probe.sketch
    totals = {"words": sketch.words, "total_three": sketch.total_three, "total_five": sketch.total_five}
    return {"article_id": probe.article_id, **totals, "three": base64(short(sketch.three).astype("<u4"))}


def learn_common(con: duckdb.DuckDBPyConnection) -> int:
    """Find and drop all rows of common hashes; returns how many rows went. For upkeep: a lookup learns only its own."""
    for first in range(0, BUCKETS, SLICE):
        con.execute(query("learn_common"), {"first": first, "end": first + SLICE, "most": MOST_STORIES})
    gone = con.execute(query("drop_common_rows")).fetchone()
    return int(gone[0]) if gone else 0


def _closer(
    con: duckdb.DuckDBPyConnection, probes: Sequence[Probe], pairs: list[tuple[int, int, int, float]]
) -> dict[int, tuple[Candidate, ...]]:
    """The pairs worth judging, strongest first: what shares many rare hashes, and what the fuller sketches bear out."""
    mine = {probe.article_id: probe.sketch for probe in probes}
    fuller = _Fuller(con, mine)
    found: dict[int, list[Candidate]] = {}
    for article_id, known_id, shared, weight in pairs:
        if shared >= MANY and weight >= RARE:
            strength = min(1.0, shared / max(1, len(index_hashes(mine[article_id]))))
            candidate: Candidate | None = Candidate(article_id, known_id, "wording", strength, shared)
        else:
            candidate = fuller.compare(article_id, known_id)
        if candidate is not None:
            found.setdefault(article_id, []).append(candidate)
    return {
        article_id: tuple(sorted(each, key=lambda one: (-one.strength, one.known_id))[:KEPT])
        for article_id, each in found.items()
    }


class _Fuller:
    """Sketches of 1/4, fetched one by one: half a millisecond each at any size, where a join reads all there are."""

    def __init__(self, con: duckdb.DuckDBPyConnection, mine: dict[int, Sketch]) -> None:
        self.con = con
        self.mine = mine
        self.known: dict[int, NDArray[np.uint32] | None] = {}

    def compare(self, article_id: int, known_id: int) -> Candidate | None:
        """The pair as a candidate, if it shares enough."""
        mine, theirs = self._of(article_id), self._of(known_id)
        if mine is None or theirs is None:
            return None
        shared = len(np.intersect1d(mine, theirs, assume_unique=True))
        strength = shared / max(1, min(len(mine), len(theirs)))
        enough = strength >= OVERLAP if shared >= SHARED else strength >= SHORT
        return Candidate(article_id, known_id, "wording", strength, shared) if enough else None

    def _of(self, article_id: int) -> NDArray[np.uint32] | None:
        if article_id not in self.known:
            self.known[article_id] = self._found(article_id)
        return self.known[article_id]

    def _found(self, article_id: int) -> NDArray[np.uint32] | None:
        if article_id in self.mine:
            return short(self.mine[article_id].three)
        row = self.con.execute(query("sketch_of"), {"id": article_id}).fetchone()
        return np.frombuffer(row[0], "<u4") if row else None
