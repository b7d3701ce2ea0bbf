"""Who copied whom, as groups: a copy of a copy joins the group, and the group's lead is the root of its lineage.

Everything follows from the edges at hand, never from the order in which they came: a late original takes the lead
over because the tree then says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.copies.direction import credit
from desk.lineage.descent import Pair, Witness
from desk.lineage.tree import Descent, lineage
from desk.models import RANK

if TYPE_CHECKING:
    from desk.models import Kinship

HUB = 3  # unrelated originals, none of them most of the page: a roundup, not a copy
MOST = 0.5  # share of a page from which it counts as taken from one original
VERBATIM = {"exact", "near", "excerpt"}  # kinds in which a copy tells its source word for word
SEED = "seed:"  # before the id of a seed, where articles and seeds stand together
FAMILY = 5  # pages of one outlet alike but not equal: a template


@dataclass(frozen=True, slots=True)
class Edge:
    """The pair verdict saw `copy` taken from the article `original`, or from a seed (then `original` is None).

    `share`: of the copy's text found in the original, 0 to 1, `share_back` the other way; `kinship`: the copy is its a.
    """

    copy: int
    original: int | None
    seed_id: str | None
    kind: str
    score: float
    share: float
    by_person: bool = False
    share_back: float = 1.0
    kinship: Kinship | None = None

    @property
    def source(self) -> int | str:
        """The article, or the seed by a name that is no article's."""
        return SEED + str(self.seed_id) if self.original is None else self.original

    def other_way(self) -> Edge:
        """The same of two articles, the original supposed to be the copy."""
        assert self.original is not None  # a seed is nobody's copy
        kin = self.kinship and self.kinship.turned()
        return replace(
            self, copy=self.original, original=self.copy, share=self.share_back, share_back=self.share, kinship=kin
        )

    @property
    def pair(self) -> Pair:
        """What the lineage is made of."""
        return Pair(self.copy, self.source, self.kind, self.score, self.kinship, (self.share, self.share_back))


@dataclass(frozen=True, slots=True)
class Member:
    """Where an article stands. `parent_id` None: taken from a seed, or from nobody; `lead_id`: of its group."""

    article_id: int
    standing: str  # copy, original, hub, template
    lead_id: int | None
    parent_id: int | None = None
    seed_id: str | None = None
    kind: str | None = None
    score: float | None = None
    by_person: bool = False
    depth: int | None = None  # steps from the root, 0 for an original; of a seed's copies 1
    certainty: float | None = None  # that this is the direct original, 0 to 1
    why: str | None = None

    @property
    def place(self) -> Member:
        """What a change of must be told: certainty and reason may differ with every article that joins."""
        return replace(self, score=None, certainty=None, why=None)


def regroup(edges: Iterable[Edge], witnesses: Mapping[int, Witness], own: Collection[int] = ()) -> dict[int, Member]:
    """The standing of every article that the edges name, except those that stand alone after all.

    witnesses: what is known of the articles; own: those of which a person ruled that they are nobody's copy.
    """
    known = sorted(edges, key=_strength)
    hubs = _hubs(known)
    kept = [edge for edge in known if edge.by_person or not _spoilt(edge, hubs)]
    parents, descents = _parents(kept, witnesses, own)
    members: dict[int, Member] = {hub: Member(hub, "hub", None) for hub in hubs if hub not in parents}
    for group in _groups(parents):
        standing = _standing(group, parents, descents, witnesses)
        members.update({each.article_id: each for each in standing})
    return members


def _hubs(edges: list[Edge]) -> set[int]:
    """Pages that hold pieces of several originals which have nothing to do with each other."""
    akin = {frozenset((edge.copy, edge.original)) for edge in edges}
    pieces: dict[int, list[int]] = defaultdict(list)
    for edge in edges:
        if edge.kind == "excerpt" and edge.share < MOST and edge.original is not None:
            apart = all(frozenset((edge.original, other)) not in akin for other in pieces[edge.copy])
            if apart and edge.original not in pieces[edge.copy]:
                pieces[edge.copy].append(edge.original)
    return {page for page, originals in pieces.items() if len(originals) >= HUB}


def _spoilt(edge: Edge, hubs: set[int]) -> bool:
    return edge.kind not in ("exact", "near") and (edge.copy in hubs or edge.original in hubs)


def _parents(
    edges: list[Edge], witnesses: Mapping[int, Witness], own: Collection[int]
) -> tuple[dict[int, Edge], dict[int, Descent]]:
    """Each copy's one edge as the lineage has it, which may turn round what a pair verdict saw; and why."""
    edges = _by_the_seed(edges, witnesses)
    persons = {edge.copy: edge for edge in edges if edge.by_person}
    texts: dict[int | str, Witness] = {}
    ruled: dict[int | str, int | str | None] = dict.fromkeys(own)
    for edge in edges:
        for name in (edge.copy, edge.source):
            texts[name] = witnesses.get(name, Witness()) if isinstance(name, int) else Witness()
            if isinstance(name, str):
                ruled[name] = None
    ruled |= {copy: edge.source for copy, edge in persons.items()}
    found = lineage(texts, [edge.pair for edge in edges], ruled)
    descents = {name: each for name, each in found.items() if isinstance(name, int)}
    parents = {
        copy: persons.get(copy) or _edge(copy, each) for copy, each in descents.items() if each.original is not None
    }
    return parents, descents


def _by_the_seed(edges: list[Edge], witnesses: Mapping[int, Witness]) -> list[Edge]:
    """The edges without those between two copies of one seed of which one prints it, or a part of it, word for word.

    Of a seed only a fingerprint is at hand: nothing in a copy can show that it was taken from such a printing and not
    from the seed, unless it credits that outlet.
    """
    found = {edge.copy: edge for edge in reversed(edges) if edge.original is None}

    def needless(edge: Edge) -> bool:
        ends = [found.get(edge.copy), found.get(edge.original) if edge.original is not None else None]
        one, other = ends
        if one is None or other is None or one.seed_id != other.seed_id or edge.by_person:
            return False
        return bool({one.kind, other.kind} & VERBATIM) and not _credited(edge, witnesses)

    return [edge for edge in edges if not needless(edge)]


def _credited(edge: Edge, witnesses: Mapping[int, Witness]) -> bool:
    """Whether one of the two names the other as its source."""
    if edge.original is None or not {edge.copy, edge.original} <= witnesses.keys():
        return False
    one, other = witnesses[edge.copy], witnesses[edge.original]
    said = (credit(one, other.url, other.outlet), credit(other, one.url, one.outlet))
    return any(each is not None and each[1] for each in said)


def _edge(copy: int, descent: Descent) -> Edge:
    source = descent.original
    original = source if isinstance(source, int) else None
    seed_id = None if original is not None else str(source).removeprefix(SEED)
    return Edge(copy, original, seed_id, descent.kind or "", descent.score or 0.0, 1.0)


def _strength(edge: Edge) -> tuple[bool, int, bool, float, int, int]:
    original = -1 if edge.original is None else edge.original
    rank = RANK.get(edge.kind, RANK["rewrite"])
    return (not edge.by_person, -rank, edge.seed_id is None, -edge.score, original, edge.copy)


def _root(article_id: int | None, parents: Mapping[int, Edge]) -> int | None:
    """The article at the top; one that was taken from a seed is the top of the articles under it."""
    while article_id is not None and article_id in parents and parents[article_id].original is not None:
        article_id = parents[article_id].original
    return article_id


def _groups(parents: Mapping[int, Edge]) -> list[list[int]]:
    """Articles that go back to one article or to one seed, ascending."""
    groups: dict[int | str, set[int]] = defaultdict(set)
    for copy, edge in parents.items():
        top = _root(copy, parents)
        assert top is not None  # a copy has itself at the least
        seed_id = parents[top].seed_id if top in parents else None
        groups[seed_id or top].update({copy, top} | ({edge.original} if edge.original is not None else set()))
    return [sorted(group) for group in groups.values()]


def _standing(
    group: list[int],
    parents: Mapping[int, Edge],
    descents: Mapping[int, Descent],
    witnesses: Mapping[int, Witness],
) -> list[Member]:
    top = _root(group[-1], parents)
    assert top is not None
    seed_id = parents[top].seed_id if top in parents else None
    lead = top if seed_id is None else group[0]
    members = [_member(article_id, parents, descents, lead, seed_id) for article_id in group]
    if seed_id is None and _template(group, parents, witnesses):
        return [Member(each.article_id, "template", each.lead_id) for each in members if not each.by_person]
    return members


def _member(
    article_id: int, parents: Mapping[int, Edge], descents: Mapping[int, Descent], lead: int, seed_id: str | None
) -> Member:
    edge, descent = parents.get(article_id), descents[article_id]
    said = (_depth(article_id, parents), round(descent.certainty, 2), descent.why)
    if edge is None:
        return Member(article_id, "original", lead, None, None, None, None, False, *said)
    return Member(article_id, "copy", lead, edge.original, seed_id, edge.kind, edge.score, edge.by_person, *said)


def _depth(article_id: int, parents: Mapping[int, Edge]) -> int:
    depth, above = 0, parents.get(article_id)
    while above is not None:
        depth, above = depth + 1, parents.get(above.original) if above.original is not None else None
    return depth


def _template(group: list[int], parents: Mapping[int, Edge], witnesses: Mapping[int, Witness]) -> bool:
    """Whether a group is one site's form filled in anew each time."""
    edges = [parents[article_id] for article_id in group if article_id in parents]
    alike = sum(edge.kind == "exact" for edge in edges)
    one_site = len({witnesses[article_id].outlet if article_id in witnesses else "" for article_id in group}) == 1
    return len(group) >= FAMILY and one_site and 2 * alike < len(edges)
