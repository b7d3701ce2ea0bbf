"""The signals that two articles tell one event: what their cards share, and how far apart they are."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from desk.stories.cards import Card, ordered
from desk.stories.facts import compared
from desk.stories.series import issues
from desk.stories.title_patterns import shape
from desk.text.common_words import STEM
from desk.text.terms import weight

UNKNOWN_GAP = 2.0  # days assumed between two articles of which one has no date
LONGEST_GAP = 10.0  # days; beyond it a longer gap says no more
BEYOND = 3.0  # weight of shared terms above which more say no more
ANOTHER = 0.7  # how much of one pattern two titles are that name different versions of a thing
ALIKE = 0.5  # `series` from which two titles are said to be made by one pattern
SHORTEST = 3  # letters of a name that may be a longer one's short form
RARE = 0.6  # weight from which a capitalised title word is taken for a name of its own


def signals(a: Card, b: Card, gap: float | None = None) -> dict[str, float]:
    """Every signal of a pair by name; `gap` (days) replaces the distance of the two dates.

    Overlaps, `told` and `series` are 0 to 1, `issues`, `measure`, `figures` and `otherday` 0 or 1, `rivals` and
    `notice` 0 to 2, `beyond` 0 to BEYOND, `days` 0 to LONGEST_GAP, `cosine` -1 to 1.
    """
    days = min(LONGEST_GAP, days_apart(a, b) if gap is None else gap)
    if short := _short_names(a, b):
        a, b = _renamed(a, short), _renamed(b, short)
    measure, figures, rivals, otherday = compared(a.facts, b.facts)
    found = {
        "title": overlap(a.title_terms, b.title_terms),
        "beyond": max(_beyond(a, b, short), _beyond(b, a, short)),
        "told": min(_told(a.title_terms, b), _told(b.title_terms, a)),
        "lead": overlap(a.lead_terms, b.lead_terms),
        "names": overlap(_naming(a), _naming(b)),
        "numbers": min(2.0, sum(weight(number) for number in a.numbers & b.numbers)),
        "measure": measure,
        "figures": figures,
        "rivals": rivals,
        "otherday": otherday,
        "series": _series(a, b),
        "issues": float(issues(a, b, overlap(a.lead_terms, b.lead_terms))),
        "notice": float(a.notice) + float(b.notice),
        "days": days,
        "stale": min(1.0, max(0.0, days - 1)),  # most reports of an event come on its day and the day after
    }
    if with_vectors(a, b) and a.vector is not None and b.vector is not None:
        found["cosine"] = float(a.vector @ b.vector)
    return found


def with_vectors(a: Card, b: Card) -> bool:
    """Whether one encoder made a vector for both."""
    return a.vector is not None and b.vector is not None and a.encoder == b.encoder


def reasons(a: Card, b: Card, found: Mapping[str, float]) -> tuple[str, ...]:
    """The signals in words: what the two share, how near they are, what speaks against."""
    names = _shown(a.names & b.names)
    terms = _shown((a.title_terms & b.title_terms) - a.names)
    numbers = sorted(number for number in a.numbers & b.numbers if weight(number) > 0.3)[:5]
    said = (
        f"shared names: {', '.join(map(_readable, names))}" if names else "no shared name",
        f"shared title words: {', '.join(map(_readable, terms))}" if terms else "",
        f"shared numbers: {', '.join(numbers)}" if numbers else "",
        f"cosine of the vectors {found['cosine']:.2f}" if "cosine" in found else "no vectors compared",
        f"{found['days']:.0f} days apart" if a.published and b.published else "a date is missing",
        "a routine notice or roundup" if found["notice"] else "",
        "issues of a column" if found["issues"] else "",
        "titles alike but for a name, a place or a version" if found["series"] >= ALIKE else "",
    )
    return tuple(reason for reason in said if reason)


def days_apart(a: Card, b: Card) -> float:
    """Days between two articles; UNKNOWN_GAP if a date is missing."""
    if a.published is None or b.published is None:
        return UNKNOWN_GAP
    return abs((a.published - b.published).total_seconds()) / 86400


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Weighted cosine of two term sets (each term counts its weight)."""
    mine, yours = _mass(a), _mass(b)
    return sum(map(weight, a & b)) / math.sqrt(mine * yours) if mine and yours else 0.0


def _short_names(a: Card, b: Card) -> dict[str, str]:
    """Names of one title that lengthen one of the other's, to the shorter form (Citigroup: Citi)."""
    mine = [name for name in telling(a.title_names) if name not in b.title_terms]
    yours = [name for name in telling(b.title_names) if name not in a.title_terms]
    if not mine or not yours:
        return {}
    found = {x: y for x in mine for y in yours if x.startswith(y)}
    return found | {y: x for x in mine for y in yours if y.startswith(x)}


def _naming(one: Card) -> frozenset[str]:
    """The names of a card; in a script that has no capitals its rare terms do what names do."""
    if _has_case(one.title):
        return one.names
    return one.names | frozenset(term for term in one.terms if weight(term) > RARE)


@lru_cache(maxsize=65536)
def _has_case(title: str) -> bool:
    letters = [letter for letter in title if letter.isalpha()]
    return 2 * sum(letter.lower() != letter.upper() for letter in letters) >= len(letters)


@lru_cache(maxsize=65536)
def telling(names: frozenset[str]) -> tuple[str, ...]:
    """Names of a title rare enough to be of a company, a place or a person, in order."""
    return tuple(name for name in sorted(names) if len(name) >= SHORTEST and weight(name) > RARE)


def _renamed(one: Card, short: Mapping[str, str]) -> Card:
    def in_short(terms: frozenset[str]) -> frozenset[str]:
        return frozenset(short.get(term, term) for term in terms)

    terms, title_names, names = in_short(one.title_terms), in_short(one.title_names), in_short(one.names)
    subject = short.get(one.subject, one.subject)
    return replace(one, title_terms=terms, title_names=title_names, names=names, subject=subject)


def _told(title: frozenset[str], other: Card) -> float:
    """The share of a title that another article tells."""
    mass = _mass(title)
    shared = (term for term in title if term in other.title_terms or term in other.lead_terms)
    return sum(map(weight, shared)) / mass if mass else 0.0


@lru_cache(maxsize=65536)
def _mass(terms: frozenset[str]) -> float:
    return sum(map(weight, terms))


def _beyond(a: Card, b: Card, short: Mapping[str, str]) -> float:
    """What b tells of a's title besides its heaviest name: one company has many events in a week."""
    mine, yours = _in_order(a, short), _in_order(b, short)
    told = {
        term for term in mine if term in b.title_terms or term in b.lead_terms or (term in b.numbers and term in yours)
    }
    if len(told) < 2:
        return 0.0
    masses = sorted(map(_heaviest, set(_groups(mine, told, set(pairwise(yours)), a.title_names & b.title_names))))
    return min(BEYOND, sum(masses[:-1]))


def _in_order(one: Card, short: Mapping[str, str]) -> tuple[str, ...]:
    terms = ordered(one.title)
    return tuple(short.get(term, term) for term in terms) if short else terms


def _groups(
    title: tuple[str, ...], told: Container[str], beside: Container[tuple[str, str]], names: Container[str]
) -> Iterable[tuple[str, ...]]:
    """The told terms of a title; those capitalised that stand beside each other in both titles are one name."""
    group: list[str] = []
    last = ""
    for term in title:
        if term in told:
            if group and not ((last, term) in beside and last in names and term in names):
                yield tuple(group)
                group = []
            group.append(term)
        last = term
    if group:
        yield tuple(group)


def _heaviest(terms: tuple[str, ...]) -> float:
    return max(map(weight, terms))


def _series(a: Card, b: Card) -> float:
    """Titles made by one pattern about different names, places or versions, 0 to 1 (X opens in Bergen, in Turku)."""
    shared = len(a.title_terms & b.title_terms)
    both = len(a.title_terms) + len(b.title_terms) - shared
    alike = shared / both if shared and _has_own_name(a, b) and _has_own_name(b, a) else 0.0
    return max(alike, _elsewhere(a, b), ANOTHER if _other_version(a, b) else 0.0)


def _has_own_name(a: Card, b: Card) -> bool:
    return any(name not in b.title_terms and name not in b.lead_terms for name in telling(a.title_names))


def _elsewhere(a: Card, b: Card) -> float:
    """How alike two titles are but for the places they name, if neither article knows the other's place."""
    mine, yours = shape(a.title).places, shape(b.title).places
    if not mine or not yours or mine & b.terms or yours & a.terms:
        return 0.0
    one, two = set(ordered(a.title)) - mine, set(ordered(b.title)) - yours
    return len(one & two) / max(1, len(one | two))


def _other_version(a: Card, b: Card) -> bool:
    """Whether both titles give one name a version, and not the same (Heron 8, Heron 9; but 9.1 is a 9)."""
    mine, yours = shape(a.title).versions, shape(b.title).versions
    return any(not _compatible(mine[name], yours[name]) for name in mine.keys() & yours.keys())


def _compatible(mine: frozenset[str], yours: frozenset[str]) -> bool:
    return any(f"{x}.".startswith(f"{y}.") or f"{y}.".startswith(f"{x}.") for x in mine for y in yours)


def _readable(term: str) -> str:
    return term.removeprefix("@") if term.startswith("@") or len(term) < STEM else f"{term}…"


def _shown(terms: frozenset[str]) -> list[str]:
    return sorted((term for term in terms if weight(term) > 0.3), key=lambda term: (-weight(term), term))[:5]
