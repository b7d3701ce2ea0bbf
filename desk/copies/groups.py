"""Who copied whom, as groups: a copy of a copy joins the group, and the group's lead is its likely original.

Everything follows from the edges (copy → original) at hand, never from the order in which they came:
a late original takes the lead over because the edges then say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

RANK = {kind: rank for rank, kind in enumerate(("rewrite", "translation", "spun", "excerpt", "near", "exact"))}
HUB = 3  # unrelated originals, none of them most of the page: a roundup, not a copy
MOST = 0.5  # share of a page from which it counts as taken from one original
FAMILY = 5  # pages of one outlet alike but not equal: a template


@dataclass(frozen=True, slots=True)
class Edge:
    """`copy` was taken from the article `original`, or from a seed (then `original` is None).

    `share`: of the copy's text found in the original, 0 to 1.
    """

    copy: int
    original: int | None
    seed_id: str | None
    kind: str
    score: float
    share: float
    by_person: bool = False


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


def regroup(edges: Iterable[Edge], outlets: Mapping[int, str]) -> dict[int, Member]:
    """The standing of every article that the edges name, except those that stand alone after all."""
    known = sorted(edges, key=_strength)
    hubs = _hubs(known)
    kept = [edge for edge in known if edge.by_person or not _spoilt(edge, hubs)]
    parents = _parents(kept)
    members: dict[int, Member] = {hub: Member(hub, "hub", None) for hub in hubs if hub not in parents}
    for group in _groups(parents):
        standing = _standing(group, parents, outlets)
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


def _parents(edges: list[Edge]) -> dict[int, Edge]:
    """Each copy's one edge: a person's word, else the strongest (they come first) that closes no circle."""
    parents: dict[int, Edge] = {}
    for edge in edges:
        if edge.copy not in parents and _root(edge.original, parents) != edge.copy:
            parents[edge.copy] = edge
    return parents


def _strength(edge: Edge) -> tuple[bool, int, bool, float, int, int]:
    original = -1 if edge.original is None else edge.original
    return (not edge.by_person, -RANK.get(edge.kind, 0), edge.seed_id is None, -edge.score, original, edge.copy)


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


def _standing(group: list[int], parents: Mapping[int, Edge], outlets: Mapping[int, str]) -> list[Member]:
    top = _root(group[-1], parents)
    assert top is not None
    seed_id = parents[top].seed_id if top in parents else None
    lead = top if seed_id is None else group[0]
    members = [_member(article_id, parents.get(article_id), lead, seed_id) for article_id in group]
    if seed_id is None and _template(group, parents, outlets):
        return [
            replace(each, standing="template", parent_id=None, kind=None, score=None)
            for each in members
            if not each.by_person
        ]
    return members


def _member(article_id: int, edge: Edge | None, lead: int, seed_id: str | None) -> Member:
    if edge is None:
        return Member(article_id, "original", lead)
    return Member(article_id, "copy", lead, edge.original, seed_id, edge.kind, edge.score, edge.by_person)


def _template(group: list[int], parents: Mapping[int, Edge], outlets: Mapping[int, str]) -> bool:
    """Whether a group is one site's form filled in anew each time."""
    edges = [parents[article_id] for article_id in group if article_id in parents]
    alike = sum(edge.kind == "exact" for edge in edges)
    one_site = len({outlets.get(article_id) for article_id in group}) == 1
    return len(group) >= FAMILY and one_site and 2 * alike < len(edges)
