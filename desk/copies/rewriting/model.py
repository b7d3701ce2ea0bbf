"""Rewritten copies: every sentence rephrased, nothing reported anew.

A rewrite keeps the names, numbers and details of its source, sentence answers sentence, and it adds nothing:
an independent report brings sources, places and quotations of its own. Each signal can be read by a person.
Their weights stand in rewrite.yaml, made by benchmarks/train_rewrite.py; none may count the wrong way round.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from desk import yaml_file
from desk.copies.alignment import covered, mutual_best
from desk.copies.evidence import pairs
from desk.errors import ConfigError
from desk.models import CopyVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.copies.alignment import Side

WEIGHTS = Path(__file__).with_name("rewrite.yaml")
COSINE = 0.50  # from which two sentences answer each other
TEXTS, FINGERPRINTS = "texts", "fingerprints"  # the models: both texts at hand, or of one its fingerprint
SIGNS = {
    TEXTS: {
        "own_facts": -1, "own_numbers": -1, "own_days": -1, "shared_facts": 1, "details": 1, "order": 1,
        "contrast": 1, "answers": 1, "sequence": 1, "own_quotations": -1, "attributions": -1,
        "polish": 1, "nouns": 1, "clauses": 1, "brevity": -1,
        "adjoining": -1, "opening": -1,
    },
    FINGERPRINTS: {"answering": 1, "names": 1, "own_quotations": -1},
}  # fmt: skip

MANNER = ("polish", "nouns", "clauses")  # the signals of a language model's manner
LEAST_TOLD = -1.0  # log odds of all else without which no manner counts: many a report of its own is written so

Signals = dict[str, float]


@dataclass(frozen=True, slots=True)
class RewriteWeights:
    """A logistic model over named signals, bound to one encoder; `threshold` is a log odds."""

    encoder: str
    bias: float
    threshold: float
    weights: Mapping[str, float]

    def odds(self, signals: Mapping[str, float]) -> float:
        """Log odds of a rewrite, less the `handicap` of a pair on which the signals are known to say too much."""
        manner = sum(self.weights[name] * signals[name] for name in MANNER if name in self.weights)
        told = sum(weight * signals[name] for name, weight in self.weights.items() if name not in MANNER)
        return lifted(self.bias + told - signals.get("handicap", 0.0), manner)


def lifted(told: float, manner: float) -> float:
    """The log odds of what is told with those of the manner, which adds nothing where it would have to decide alone."""
    return told + (manner if told >= LEAST_TOLD else min(0.0, manner))


@functools.cache
def load(model: str = TEXTS, path: Path = WEIGHTS) -> RewriteWeights:
    """The weights as the training command wrote them; ConfigError if the file is not such."""
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml_file.SAFE)  # noqa: S506 - a safe one, in C
        bias, threshold = float(read[model]["bias"]), float(read[model]["threshold"])
        weights = {name: float(read[model]["weights"][name]) for name in SIGNS[model]}
        loaded = RewriteWeights(str(read["encoder"]), bias, threshold, weights)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigError(path.name, f"holds no weights: {error}", "Run benchmarks/train_rewrite.py again") from None
    if any(weights[name] * sign < 0 for name, sign in SIGNS[model].items()):
        raise ConfigError(path.name, "has a weight of the wrong sign", "Run benchmarks/train_rewrite.py again")
    return loaded


def verdict(
    odds: float, signals: Mapping[str, float], a: Side, b: Side, shared: Sequence[str], *, newcomer: bool = True
) -> CopyVerdict:
    """`rewrite` with its confidence, sides and shared names and numbers for the reader.

    newcomer: whether the newcomer is the rewrite, not the known text.
    """
    found = mutual_best(a.vectors @ b.vectors.T, COSINE) if len(a.vectors) and len(b.vectors) else []
    confidence = 1 / (1 + math.exp(-odds))
    why = _words(signals, shared, len(found), confidence)
    return CopyVerdict(
        "rewrite", confidence, "W", False, *covered(found, a, b), pairs(a, b, found), why, newcomer_is_copy=newcomer
    )


def _words(signals: Mapping[str, float], shared: Sequence[str], found: int, confidence: float) -> tuple[str, ...]:
    telling = sorted(shared, key=lambda name: (-len(name), name))[:12]
    said = [
        f"likely rewritten, confidence {confidence:.2f}: {found} sentences answer each other in other words",
        f"{len(shared)} names and numbers are in both" + (f": {', '.join(telling)}" if telling else ""),
    ]
    if "own_facts" in signals:
        said.append(f"names and numbers of its own: {signals['own_facts'] ** 2:.0f}")
    return (*said, f"quotations of its own: {signals['own_quotations']:.0%} of the words")
