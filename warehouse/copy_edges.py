"""Who was taken from whom, as the pair verdicts saw it and people ruled: the edges that groups are made of.

Two plain statements, and the rest in Python: a batch asks for few rows, and one statement with windows and joins
costs several times as much to plan alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.lineage.groups import Edge
from desk.models import Kinship
from warehouse.arrays import listed
from warehouse.db import query

if TYPE_CHECKING:
    import duckdb

    Pair = tuple[int, int | None, str | None]  # copy, original, seed

WHOLE = 0.8  # of a page that the parts of a seed make up together, from which it is the seed's copy


class Verdict(NamedTuple):
    """A row of a compared pair; `known_id` None: a seed."""

    article_id: int
    known_id: int | None
    seed_id: str | None
    kind: str
    score: float
    share: float  # of the newcomer's text that stands in the known one
    share_back: float
    newcomer_is_copy: bool
    kinship: dict[str, Any] | None

    @property
    def turned(self) -> bool:
        """Whether the known article was taken from the newcomer."""
        return self.known_id is not None and not self.newcomer_is_copy

    @property
    def pair(self) -> Pair:
        """Copy, original and seed."""
        if self.known_id is not None and self.turned:
            return self.known_id, self.article_id, self.seed_id
        return self.article_id, self.known_id, self.seed_id


class Ruling(NamedTuple):
    """A person's word on an article."""

    article_id: int
    copy: bool
    original_id: int | None
    seed_id: str | None
    kind: str | None

    @property
    def pair(self) -> Pair:
        """Copy, original and seed."""
        return self.article_id, self.original_id, self.seed_id


def edges_of(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int]) -> tuple[list[Edge], set[int]]:
    """The edges of these articles, of all that hang together; and those that a person ruled to be nobody's copy."""
    asked = {"ids": listed(sorted(article_ids))}
    verdicts = [Verdict(*row) for row in con.execute(query("copy_verdicts_of"), asked).fetchall()]
    said = sorted(con.execute(query("rulings_on"), asked).fetchall())
    rulings = {article_id: Ruling(article_id, *row) for _, article_id, *row in said}  # the last word holds
    return list(_edges(verdicts, rulings)), {each.article_id for each in rulings.values() if not each.copy}


def _edges(verdicts: Iterable[Verdict], rulings: Mapping[int, Ruling]) -> Iterator[Edge]:
    found: dict[Pair, list[Verdict]] = defaultdict(list)
    for each in _taken(verdicts):
        found[each.pair].append(each)
    edges = {pair: _edge(pair, several) for pair, several in found.items()}
    for (copy, _, _), edge in edges.items():
        if copy not in rulings or rulings[copy].copy:  # nobody's copy shares no more with these than its subject
            yield edge
    yield from (_ruled(each, edges.get(each.pair)) for each in rulings.values() if each.copy)


def _taken(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Without those that see a seed taken from the article: it is nobody's copy, unless (a bilingual page) parts of
    the seed make it up together, each of which only seems smaller than it."""
    known = list(verdicts)
    parts: dict[tuple[int, str | None], float] = defaultdict(float)
    for each in known:
        parts[each.article_id, each.seed_id] += each.share
    return [
        each
        for each in known
        if each.newcomer_is_copy or each.known_id is not None or parts[each.article_id, each.seed_id] >= WHOLE
    ]


def _edge(pair: Pair, verdicts: list[Verdict]) -> Edge:
    """What the verdicts on one pair, or on the parts of one seed, say together; the surest is believed.

    What was measured has the newcomer as its a, which a turned verdict says to be the original.
    """
    best = max(verdicts, key=lambda each: each.score)
    kin = Kinship(**best.kinship) if best.kinship else None
    shares = [(each.share_back, each.share) if each.turned else (each.share, each.share_back) for each in verdicts]
    share, share_back = (max(both) for both in zip(*shares, strict=True))
    return Edge(*pair, best.kind, best.score, share, False, share_back, kin.turned() if kin and best.turned else kin)


def _ruled(ruling: Ruling, seen: Edge | None) -> Edge:
    """A person's word, with what the verdicts saw of the same pair."""
    copy, original, seed_id = ruling.pair
    if seen is None:
        return Edge(copy, original, seed_id, ruling.kind or "near", 1.0, 1.0, True)
    kind = ruling.kind or seen.kind
    return Edge(copy, original, seed_id, kind, seen.score, seen.share, True, seen.share_back, seen.kinship)
