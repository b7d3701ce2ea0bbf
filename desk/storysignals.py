"""The signals that two articles tell one event: what their cards share, and how far apart they are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from desk.storycards import STEM, Card, weight

UNKNOWN_GAP = 2.0  # days assumed between two articles of which one has no date
LONGEST_GAP = 10.0  # days; beyond it a longer gap says no more
RARE = 0.6  # weight from which a capitalised title word is taken for a name of its own


def signals(a: Card, b: Card, gap: float | None = None) -> dict[str, float]:
    """Every signal of a pair by name; `gap` (days) replaces the distance of the two dates.

    Overlaps and told_* are 0 to 1, `days` 0 to LONGEST_GAP, `notice` and `subject` 0 to 2, `cosine` -1 to 1.
    """
    days = min(LONGEST_GAP, days_apart(a, b) if gap is None else gap)
    told = _told(a.title_terms, b), _told(b.title_terms, a)
    found = {
        "title": overlap(a.title_terms, b.title_terms),
        "title_second": _second(a.title_terms & b.title_terms),
        "told_most": max(told),  # share of a title that the other article tells
        "told_least": min(told),
        "lead": overlap(a.lead_terms, b.lead_terms),
        "names": overlap(a.names, b.names),
        "numbers": min(2.0, sum(weight(number) for number in a.numbers & b.numbers)),
        "subject": float(bool(a.subject) and a.subject in b.title_terms)
        + float(bool(b.subject) and b.subject in a.title_terms),
        "series": _series(a, b),
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


def _told(title: frozenset[str], other: Card) -> float:
    mass = _mass(title)
    shared = (term for term in title if term in other.title_terms or term in other.lead_terms)
    return sum(map(weight, shared)) / mass if mass else 0.0


@lru_cache(maxsize=65536)
def _mass(terms: frozenset[str]) -> float:
    return sum(map(weight, terms))


def _second(shared: frozenset[str]) -> float:
    """The second rarest shared title word: one shared word is a company, two are an event."""
    ordered = sorted(map(weight, shared), reverse=True)
    return ordered[1] if len(ordered) > 1 else 0.0


def _series(a: Card, b: Card) -> float:
    """Titles made by one pattern about different names (X opens in Bergen, X opens in Turku), 0 to 1."""
    mine = any(weight(name) > RARE for name in a.title_names - b.title_terms - b.lead_terms)
    yours = any(weight(name) > RARE for name in b.title_names - a.title_terms - a.lead_terms)
    both = len(a.title_terms | b.title_terms)
    return len(a.title_terms & b.title_terms) / both if mine and yours and both else 0.0


def _readable(term: str) -> str:
    return term.removeprefix("@") if term.startswith("@") or len(term) < STEM else f"{term}…"


def _shown(terms: frozenset[str]) -> list[str]:
    return sorted((term for term in terms if weight(term) > 0.3), key=lambda term: (-weight(term), term))[:5]
