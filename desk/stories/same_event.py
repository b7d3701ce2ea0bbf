"""Do two articles tell the same event? Signals of two cards, weighed by a small logistic model.

The weights stand in `storyweights.yaml`, made by `python -m benchmarks.train_stories`: one set for each
encoder (and one for none), and in it one for articles with text, one where a side is a headline only,
one for two languages, where words say little and names, numbers and vectors must do, and one each for pairs of
one and of two languages of which a date is missing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from desk import yaml_file
from desk.errors import ConfigError
from desk.stories.cards import Card, card
from desk.stories.signals import reasons, signals, with_vectors

__all__ = ["Card", "Same", "StoryWeights", "card", "kind", "same", "score", "weights"]

FILE = "storyweights.yaml"
TEXT = 12  # terms a lead needs to count as text
SHARED = ("title", "told", "beyond", "lead", "names", "numbers")  # what two articles can share besides meaning
LITTLE = 0.05  # log odds below which a signal is not told
SAID = {
    "title": "words of the titles",
    "told": "each tells of the other's title",
    "beyond": "more than one name shared",
    "lead": "words of the openings",
    "names": "names",
    "numbers": "numbers",
    "measure": "a number of one thing, or a time",
    "figures": "no number in common",
    "rivals": "other exact figures of one thing",
    "otherday": "other weekdays",
    "series": "one pattern of title about different things",
    "issues": "two issues of a column",
    "notice": "routine notice or round-up",
    "days": "days apart",
    "stale": "later than the next day",
    "cosine": "likeness of meaning",
}


@dataclass(frozen=True, slots=True)
class Same:
    """Whether two cards tell one event; `score` is a probability 0 to 1, `why` what the two share."""

    same: bool
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryWeights:
    """A logistic model: probability = 1 / (1 + exp(-(intercept + sum of weight × signal)))."""

    threshold: float  # probability from which two articles tell one event
    intercept: float
    signals: Mapping[str, float]


def same(a: Card, b: Card) -> Same:
    """Judge two cards. Vectors are used if one encoder, for which there are weights, made both."""
    found = signals(a, b)
    model = weights(a, b)
    probability = _probability(found, model)
    why = (*reasons(a, b, found), *_weighed(found, model))
    return Same(probability >= model.threshold, round(probability, 4), why)


def explain(a: Card, b: Card) -> tuple[tuple[str, float, float], ...]:
    """(signal, value, what it adds to the log odds) of a pair, the weightiest first; what adds nothing is left out."""
    found, model = signals(a, b), weights(a, b)
    return _parts(found, model)


def _parts(found: Mapping[str, float], model: StoryWeights) -> tuple[tuple[str, float, float], ...]:
    parts = ((name, found.get(name, 0.0), weight * found.get(name, 0.0)) for name, weight in model.signals.items())
    return tuple(sorted((part for part in parts if abs(part[2]) >= LITTLE), key=lambda part: -abs(part[2])))


def _weighed(found: Mapping[str, float], model: StoryWeights) -> tuple[str, ...]:
    """The decision in one line: each signal in words with what it added for or against, in log odds."""
    parts = ", ".join(f"{SAID.get(name, name)} {added:+.1f}" for name, _, added in _parts(found, model))
    return (f"weighed: {parts}",) if parts else ()


def score(a: Card, b: Card, gap: float | None = None) -> float:
    """The probability alone; `gap` (days) replaces the distance of the two dates."""
    return _probability(signals(a, b, gap), weights(a, b))


def kind(a: Card, b: Card) -> str:
    """Which weights a pair takes: `across` two languages, `headline` if a side has no text, else `text`.

    Where a date is missing it is `undated` or `undated across`: time then keeps nothing apart, all else must.
    """
    languages = {a.language, b.language}
    undated = a.published is None or b.published is None
    if len(languages) == 2 and not languages & {"", "und"}:
        return "undated across" if undated else "across"
    if undated:
        return "undated"
    return "headline" if min(len(a.lead_terms), len(b.lead_terms)) < TEXT else "text"


def weights(a: Card, b: Card) -> StoryWeights:
    """The weights for a pair; those without vectors if the encoder has none of its own."""
    sets = models()
    encoder = a.encoder if with_vectors(a, b) and a.encoder in sets else "none"
    return sets[encoder][kind(a, b)]


@cache
def models() -> Mapping[str, Mapping[str, StoryWeights]]:
    """All weights by encoder and kind of pair; ConfigError if the file is damaged."""
    try:
        text = resources.files("desk.stories").joinpath(FILE).read_text("utf-8")
        read: dict[str, Any] = yaml.load(text, Loader=yaml_file.SAFE)  # noqa: S506 - a safe one, in C
        return {
            encoder: {
                kind: StoryWeights(float(model["threshold"]), float(model["intercept"]), dict(model["signals"]))
                for kind, model in kinds.items()
            }
            for encoder, kinds in read.items()
        }
    except (OSError, AttributeError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise ConfigError(f"desk/{FILE}", f"cannot be read: {error!r}", "Reinstall copydesk") from error


def _probability(found: Mapping[str, float], model: StoryWeights) -> float:
    if "cosine" not in found and not any(found.get(name) for name in SHARED):
        return 0.0  # nothing is known that speaks for one event
    total = model.intercept + sum(value * found.get(name, 0.0) for name, value in model.signals.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
