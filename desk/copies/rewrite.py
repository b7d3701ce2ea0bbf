"""Rewritten copies: every sentence rephrased, nothing reported anew.

Three signals, each readable by a person: sentences that answer each other, names and numbers in
common, and quotations the other text does not have (who reports, quotes). Their weights stand in
rewrite.yaml, made by benchmarks/train_rewrite.py; none may count the wrong way round.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import yaml

from desk.copies.alignment import mutual_best
from desk.copies.confidence import surely
from desk.copies.evidence import pairs
from desk.documents.sketch import THREE, shingles
from desk.errors import ConfigError
from desk.models import CopyVerdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from desk.copies.alignment import Side
    from desk.documents.document import Document

WEIGHTS = Path(__file__).with_name("rewrite.yaml")
COSINE = 0.50  # from which two sentences answer each other
QUOTED_MOST = 0.15  # share of own quotations beyond which more says no more
FEWEST_NAMES = 5  # names and numbers in each text, below which they tell nothing
LEAST_COMMON = 0.30  # harmonic mean of names in common, below which no vectors are made


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a rewrite, each 0 to 1.

    `answering`: sentences with a mutual best partner, over all sentences of both; `names`: harmonic
    mean of the shares of names and numbers found in the other text (of both the lower end, since
    the openings of two reports are alike by chance); `own_quotations`: share of the newcomer's
    words that are quotations the known text lacks, at most 0.15.
    """

    answering: float
    names: float
    own_quotations: float


@dataclass(frozen=True, slots=True)
class RewriteWeights:
    """A logistic model over the signals, bound to one encoder; `threshold` is a log odds."""

    encoder: str
    bias: float
    answering: float
    names: float
    own_quotations: float
    threshold: float

    def odds(self, signals: Signals) -> float:
        """Log odds of a rewrite."""
        return (
            self.bias
            + self.answering * signals.answering
            + self.names * signals.names
            + self.own_quotations * signals.own_quotations
        )


@functools.cache
def load(path: Path = WEIGHTS) -> RewriteWeights:
    """The weights as the training command wrote them; ConfigError if the file is not such."""
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
        numbers = {name: float(value) for name, value in read["weights"].items()}
        weights = RewriteWeights(encoder=str(read["encoder"]), **numbers)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigError(path.name, f"holds no weights: {error}", "Run benchmarks/train_rewrite.py again") from None
    if weights.answering < 0 or weights.names < 0 or weights.own_quotations > 0:
        raise ConfigError(path.name, "has a weight of the wrong sign", "Run benchmarks/train_rewrite.py again")
    return weights


def common(a: Collection[object], b: Collection[object]) -> float:
    """Harmonic mean of the shares of names and numbers found in the other text; 0 with too few to tell."""
    shared = len(set(a) & set(b))
    return 2 * shared / (len(a) + len(b)) if min(len(a), len(b)) >= FEWEST_NAMES else 0.0


def surely_common(a: Collection[object], b: Collection[object]) -> float:
    """The lower end of `common`."""
    return surely(common(a, b), (len(a) + len(b)) / 2)


def own_quotations(new: Document, known_runs: NDArray[np.uint64]) -> float:
    """Share of the newcomer's words in quotations that the known text lacks, at most QUOTED_MOST."""
    quoted = new.words.quoted
    runs = shingles(new.words.hashes[quoted], new.words.single[quoted], THREE)
    if not len(runs):
        return 0.0
    return min(QUOTED_MOST, float((~np.isin(runs, known_runs)).mean()) * float(quoted.mean()))


def answering(a: Side, b: Side) -> float:
    """Share of the sentences of both sides that have a mutual best partner, its lower end."""
    if not len(a.vectors) or not len(b.vectors):
        return 0.0
    mean = (len(a.vectors) + len(b.vectors)) / 2
    return surely(len(mutual_best(a.vectors @ b.vectors.T, COSINE)) / mean, mean)


def measure(new: Document, known: Document, a: Side, b: Side) -> tuple[Signals, Signals]:
    """The signals for the newcomer as a rewrite of the known text, and the other way round."""
    mutual, names = answering(a, b), surely_common(new.anchors, known.anchors)
    forth = Signals(mutual, names, own_quotations(new, known.runs))
    return forth, Signals(mutual, names, own_quotations(known, new.runs))


def verdict(
    options: Sequence[Signals], a: Side, b: Side, shared: Sequence[str], encoder_name: str
) -> CopyVerdict | None:
    """`rewrite` with its confidence if one of the options carries it; None if not.

    options: signals for the newcomer as the rewrite, then (if at hand) for the known text as the
    rewrite; shared: names and numbers in both, for the reader.
    """
    weights = load()
    if encoder_name != weights.encoder:
        return None
    signals = max(options, key=weights.odds)
    odds = weights.odds(signals)
    if odds < weights.threshold:
        return None
    found = mutual_best(a.vectors @ b.vectors.T, COSINE)
    covered_a = sum(a.lengths[pair.a] for pair in found) / max(1, sum(a.lengths))
    covered_b = sum(b.lengths[pair.b] for pair in found) / max(1, sum(b.lengths))
    confidence = 1 / (1 + math.exp(-odds))
    why = _words(signals, shared, len(found), confidence)
    first = signals is options[0]
    return CopyVerdict(
        "rewrite", confidence, "W", False, covered_a, covered_b, pairs(a, b, found), why, newcomer_is_copy=first
    )


def _words(signals: Signals, shared: Sequence[str], pairs_found: int, confidence: float) -> tuple[str, ...]:
    telling = sorted(shared, key=lambda name: (-len(name), name))[:12]
    return (
        f"likely rewritten, confidence {confidence:.2f}: {pairs_found} sentences answer each other in other words",
        f"{len(shared)} names and numbers are in both" + (f": {', '.join(telling)}" if telling else ""),
        f"quotations of its own: {signals.own_quotations:.0%} of the words",
    )
