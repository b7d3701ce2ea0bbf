"""Do two articles tell the same event? Signals of two cards, weighed by a small logistic model.

The weights stand in `storyweights.yaml`, one set per encoder (and one for none), made by
`python -m benchmarks.train_stories`; a card without a vector is judged by the set `none`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from desk.errors import ConfigError
from desk.storycards import Card, card, card_texts, weight

__all__ = ["Card", "Same", "Weights", "card", "card_texts", "same", "score", "signals", "weights"]

UNKNOWN_GAP = 2.0  # days assumed between two articles of which one has no date
LONGEST_GAP = 10.0  # days; beyond it a longer gap says no more


@dataclass(frozen=True, slots=True)
class Same:
    """Whether two cards tell one event; `score` is a probability 0 to 1, `why` the reasons, strongest first."""

    same: bool
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: probability = 1 / (1 + exp(-(intercept + sum of weight × signal)))."""

    encoder: str
    intercept: float
    threshold: float
    signals: Mapping[str, float]


def same(a: Card, b: Card) -> Same:
    """Judge two cards. Both vectors are used if one encoder made them."""
    found = signals(a, b)
    model = weights(_encoder(a, b))
    probability = _probability(found, model)
    return Same(probability >= model.threshold, round(probability, 4), why(a, b, found))


def score(a: Card, b: Card, gap: float | None = None) -> float:
    """The probability alone; `gap` (days) replaces the distance of the two dates."""
    found = signals(a, b)
    if gap is not None:
        found["days"] = min(gap, LONGEST_GAP)
    return _probability(found, weights(_encoder(a, b)))


def signals(a: Card, b: Card) -> dict[str, float]:
    """Every signal of a pair by name. Overlaps are 0 to 1, `days` 0 to LONGEST_GAP, cosines -1 to 1."""
    found = {
        "title": overlap(a.title_terms, b.title_terms),
        "title_rarest": _rarest(a.title_terms & b.title_terms),
        "told_most": max(_told(a.title_terms, b.terms), _told(b.title_terms, a.terms)),
        "told_least": min(_told(a.title_terms, b.terms), _told(b.title_terms, a.terms)),
        "lead": overlap(a.lead_terms, b.lead_terms),
        "names": overlap(a.names, b.names),
        "names_held": _held(a.names, b.names),
        "names_shared": math.log1p(sum(weight(name) for name in a.names & b.names)),
        "numbers": min(2.0, sum(weight(number) for number in a.numbers & b.numbers)),
        "opening": min(1.0, len(a.opening & b.opening) / 10),
        "days": _gap(a, b),
        "bare": float((not a.lead_terms) + (not b.lead_terms)),  # sides that are a headline only
    }
    if a.vector is not None and b.vector is not None and a.encoder == b.encoder:
        cosine = a.vector @ b.vector.T
        found["title_cosine"] = float(cosine[0, 0])
        found["lead_cosine"] = float(cosine[1, 1])
        found["best_cosine"] = float(cosine.max())
    return found


def why(a: Card, b: Card, found: Mapping[str, float]) -> tuple[str, ...]:
    """The reasons in words: what the two share."""
    names = sorted(a.names & b.names, key=lambda term: (-weight(term), term))[:5]
    terms = sorted((a.title_terms & b.title_terms) - set(names), key=lambda term: (-weight(term), term))[:5]
    numbers = sorted(number for number in a.numbers & b.numbers if weight(number) > 0.3)[:5]
    said = [
        f"shared names: {', '.join(name.removeprefix('@') for name in names)}" if names else "no shared name",
        f"shared title words: {', '.join(terms)}" if terms else "no other shared title word",
        f"shared numbers: {', '.join(numbers)}" if numbers else "",
        f"title vectors {found['title_cosine']:.2f}, lead vectors {found['lead_cosine']:.2f}"
        if "title_cosine" in found
        else "",
        f"{found['days']:.0f} days apart" if a.published and b.published else "a date is missing",
    ]
    return tuple(reason for reason in said if reason)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Weighted cosine of two term sets (each term counts its weight)."""
    mine, yours = _mass(a), _mass(b)
    return sum(weight(term) for term in a & b) / math.sqrt(mine * yours) if mine and yours else 0.0


def _held(a: frozenset[str], b: frozenset[str]) -> float:
    smaller = min(_mass(a), _mass(b))
    return sum(weight(term) for term in a & b) / smaller if smaller else 0.0


def _told(title: frozenset[str], terms: frozenset[str]) -> float:
    """The share of a title that the other article tells."""
    mass = _mass(title)
    return sum(weight(term) for term in title & terms) / mass if mass else 0.0


def _mass(terms: Iterable[str]) -> float:
    return sum(weight(term) for term in terms)


def _rarest(terms: Iterable[str]) -> float:
    """The second rarest shared title word: one shared word is a company, two are an event."""
    ordered = sorted((weight(term) for term in terms), reverse=True)
    return ordered[1] if len(ordered) > 1 else 0.0


def _gap(a: Card, b: Card) -> float:
    if a.published is None or b.published is None:
        return UNKNOWN_GAP
    return min(LONGEST_GAP, abs((a.published - b.published).total_seconds()) / 86400)


def _encoder(a: Card, b: Card) -> str:
    usable = a.vector is not None and b.vector is not None and a.encoder == b.encoder
    return a.encoder if usable and a.encoder in models() else ""


def _probability(found: Mapping[str, float], model: Weights) -> float:
    total = model.intercept + sum(value * found.get(name, 0.0) for name, value in model.signals.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def weights(encoder: str) -> Weights:
    """The weights bound to an encoder's name; the set without vectors for an unknown one."""
    return models().get(encoder) or models()["none"]


@cache
def models() -> Mapping[str, Weights]:
    """Every set of `storyweights.yaml` by encoder name."""
    try:
        read: dict[str, Any] = yaml.safe_load(resources.files("desk").joinpath("storyweights.yaml").read_text("utf-8"))
        return {
            name: Weights(name, float(model["intercept"]), float(model["threshold"]), dict(model["signals"]))
            for name, model in read.items()
        }
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise ConfigError("desk/storyweights.yaml", f"cannot be read: {error!r}", "Reinstall copydesk") from error
