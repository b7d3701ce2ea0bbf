"""How far can the story verdict be trusted on other data? Repeated grouped trials, and each source judged by the rest.

    python -m benchmarks.story_trials PAIRS.jsonl.gz … [--vectors F.npz] [--repeats 20] [--no-encoder] [--other PAIRS]

Trials: events are dealt into five folds anew for every repeat; weights and threshold come from four folds, the
fifth is judged. Printed is the mean over the repeats and its spread (one standard deviation). Leave one source out:
weights and threshold come from the pairs of the other sources only. --other: pairs nothing was fitted on, judged by
weights and thresholds from all of PAIRS.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.logistic import prf
from benchmarks.story_pairs import Pair, labelled, read, sets
from benchmarks.train_stories import FOLDS, best_threshold, fitted, matrix, remembering, used
from desk.stories.same_event import kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 5  # labelled pairs of either answer without which no threshold is chosen
OTHERWISE = 0.5


def judged(train: list[Pair], test: list[Pair], which: str, with_vectors: bool) -> NDArray[np.bool_]:
    """What weights and threshold of one set of pairs say about another."""
    names = used(which, with_vectors)
    if not train:
        return np.zeros(len(test), bool)  # the only source of such pairs is the one left out
    x = matrix(train, names)
    beta, intercept = fitted(train, x, which, names)
    real, y = np.array([bool(p.name) for p in train]), np.array([p.same for p in train])
    enough = min((real & y).sum(), (real & ~y).sum()) >= LEAST
    threshold = best_threshold(_probability(x[real] @ beta + intercept), y[real]) if enough else OTHERWISE
    return np.asarray(_probability(matrix(test, names) @ beta + intercept) >= threshold)


def _probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-odds)))


def trial(pairs: list[Pair], which: str, with_vectors: bool, seed: int) -> dict[int, float]:
    """Place of each labelled pair to the share of the folds holding it out that call it one story."""
    groups = sorted({group for p in pairs for group in p.groups})
    fold = {group: at % FOLDS for at, group in enumerate(random.Random(seed).sample(groups, len(groups)))}
    said: dict[int, list[bool]] = defaultdict(list)
    for k in range(FOLDS):
        out = [at for at, p in enumerate(pairs) if k in (fold[p.groups[0]], fold[p.groups[1]])]
        asked = [at for at in out if pairs[at].name]
        hidden = set(out)
        train = [p for at, p in enumerate(pairs) if at not in hidden]
        if asked:
            for at, answer in zip(asked, judged(train, [pairs[at] for at in asked], which, with_vectors), strict=True):
                said[at].append(bool(answer))
    return {at: sum(answers) / len(answers) for at, answers in said.items()}


def trials(chosen: dict[str, list[Pair]], with_vectors: bool, repeats: int) -> None:
    """Print mean and spread of each source over repeated trials."""
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for seed in range(repeats):
        answers: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for which, pairs in chosen.items():
            for at, share in trial(pairs, which, with_vectors, seed).items():
                for part in (pairs[at].name, "all"):
                    answers[part].append((share > 0.5, pairs[at].same))
        for part, given in answers.items():
            found[part].append(_prf(given))
    for part, scores in sorted(found.items()):
        (p, r, f), spread = np.mean(scores, axis=0), np.std(scores, axis=0)
        print(f"  {part:<10} P {p:.3f} ± {spread[0]:.3f}  R {r:.3f} ± {spread[1]:.3f}  F1 {f:.3f} ± {spread[2]:.3f}")


def sources_left_out(pairs: list[Pair], chosen: dict[str, list[Pair]], with_vectors: bool) -> None:
    """Print how each source is judged by weights and thresholds of the others."""
    origin = {card.title: p.name for p in pairs for card in (p.a, p.b)}
    for part in sorted(set(origin.values())):
        given: list[tuple[bool, bool]] = []
        for which, several in chosen.items():
            train = [p for p in several if part not in (origin[p.a.title], origin[p.b.title])]
            test = [p for p in several if p.name == part]
            if test:
                said = judged(train, test, which, with_vectors)
                given += [(bool(answer), p.same) for answer, p in zip(said, test, strict=True)]
        print(f"  {part:<10} P {_prf(given)[0]:.3f}  R {_prf(given)[1]:.3f}  F1 {_prf(given)[2]:.3f}")


def elsewhere(chosen: dict[str, list[Pair]], others: list[Pair], with_vectors: bool) -> None:
    """Print how other pairs are judged by weights and thresholds of all the given ones."""
    answers: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for which, pairs in chosen.items():
        test = [p for p in others if kind(p.a, p.b) == which]
        if test:
            for answer, p in zip(judged(pairs, test, which, with_vectors), test, strict=True):
                for part in (p.name, "all"):
                    answers[part].append((bool(answer), p.same))
    for part, given in sorted(answers.items()):
        precision, recall, f1 = _prf(given)
        print(f"  {part:<10} pairs {len(given)}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def _prf(given: list[tuple[bool, bool]]) -> tuple[float, float, float]:
    said, y = (np.array(column) for column in zip(*given, strict=True))
    return prf(said, y)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--vectors", type=Path, help="keep sentence vectors in this file")
    parser.add_argument("--no-encoder", action="store_true")
    parser.add_argument("--other", type=Path)
    args = parser.parse_args()
    encoder = None if args.no_encoder else remembering(args.vectors)
    pairs = labelled(read(*args.pairs), encoder)
    chosen = sets(pairs, encoder)
    print(f"{len(pairs)} pairs, {args.repeats} trials by event:")
    trials(chosen, encoder is not None, args.repeats)
    print("each source judged by the others:")
    sources_left_out(pairs, chosen, encoder is not None)
    if args.other:
        print("other pairs:")
        elsewhere(chosen, labelled(read(args.other), encoder), encoder is not None)


if __name__ == "__main__":
    main()
