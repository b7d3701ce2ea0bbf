"""The lineage of a group of copies: the most likely tree of who took the text from whom.

Every text has at most one direct original. The tree is the minimum-cost arborescence over the pairs that the copy
verdict joined (Chu & Liu 1965, Edmonds 1967), with "its own" as an edge from outside for every text; what a step costs
is in `desk/lineage/descent.py`. It follows from all pairs at hand and never from the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import exp
from typing import Any

import numpy as np

from desk.lineage.arborescence import ROOT, arborescence
from desk.lineage.descent import Pair, Witness, cost
from desk.lineage.phrasing import reason
from desk.lineage.siblings import spun_siblings

OWN = 20.0  # the pair verdicts have decided that these are copies: its own is the text from which the others come
NEAREST = 12  # likeliest originals of a text that take part
LAST = 1e-6  # what being later costs among equals
SOURCE = 4.0  # against a source taken from one of its independent translations
INDEPENDENT, UNLIKE = 0.4, 2.0  # share of readings two translations of one text do not share; standard errors
SIBLINGS = 5.0  # against a spun text having been taken from another that was spun from the same source
TRANSLATED = "translation"
RULED = "a person said so"


@dataclass(frozen=True, slots=True)
class Descent:
    """Where one text comes from. `original` None: from no other text at hand; `certainty`: 0 to 1."""

    original: Hashable | None
    kind: str | None
    score: float | None
    certainty: float
    why: str


def lineage(
    witnesses: Mapping[Any, Witness],
    pairs: Iterable[Pair],
    ruled: Mapping[Any, Any] | None = None,
) -> dict[Hashable, Descent]:
    """The direct original of every witness, with certainty and reason.

    pairs: what the copy verdict joined, either way round; ruled: what a person said, a copy to its original or to
    None, which holds whatever the texts say (where two rulings make a circle, one of them gives way).
    """
    if not witnesses:
        return {}
    names = sorted(witnesses, key=lambda each: (_moment(witnesses[each]), type(each).__name__, each))
    steps = _steps(names, witnesses, pairs, ruled or {})
    chosen = _tree(names, steps)
    below = _descendants(chosen)
    found = {name: _descent(name, chosen.get(name), steps, witnesses, below) for name in names}
    said = {name: replace(found[name], certainty=1.0, why=RULED) for name in ruled or {} if name in found}
    return found | said


def _moment(witness: Witness) -> tuple[bool, float]:
    return (witness.published is None, witness.published.timestamp() if witness.published else 0.0)


Steps = dict[Hashable, dict[Hashable, tuple[float, Pair]]]  # copy to its possible originals, with cost and pair


def _steps(
    names: list[Hashable],
    witnesses: Mapping[Hashable, Witness],
    pairs: Iterable[Pair],
    ruled: Mapping[Hashable, Hashable | None],
) -> Steps:
    """The likeliest originals of each text; a person's word leaves but one."""
    known = [pair for pair in pairs if pair.copy in witnesses and pair.original in witnesses]
    sources, siblings = _sources(known, witnesses), spun_siblings(known)
    rank = {name: place for place, name in enumerate(names)}
    found: Steps = {name: {} for name in names}
    for pair in (way for each in known for way in (each, each.other_way())):
        copy, original = pair.copy, pair.original
        if copy in ruled and original != ruled[copy]:  # nor is a text ruled its own anybody's copy
            continue
        against = cost(pair, witnesses[copy], witnesses[original]) + LAST * rank[original]
        against += SOURCE if original in sources.get(copy, ()) else 0.0
        against += SIBLINGS if (copy, original) in siblings else 0.0
        if original not in found[copy] or against < found[copy][original][0]:
            found[copy][original] = (against, pair)
    return {name: _nearest(mine) for name, mine in found.items()}


def _nearest(mine: dict[Hashable, tuple[float, Pair]]) -> dict[Hashable, tuple[float, Pair]]:
    """The NEAREST least costly steps; no two cost the same."""
    return dict(sorted(mine.items(), key=lambda step: step[1][0])[:NEAREST])


def _sources(pairs: Iterable[Pair], witnesses: Mapping[Hashable, Witness]) -> dict[Hashable, set[Hashable]]:
    """Texts of which two texts in another language are independent translations, each to those translations.

    Two translators of one text choose other words; a translation back into a language gives no two of them.
    """
    far: dict[Hashable, list[Hashable]] = defaultdict(list)
    near: dict[frozenset[Hashable], Pair] = {}
    for pair in pairs:
        near[frozenset((pair.copy, pair.original))] = pair
        if pair.kind == TRANSLATED:
            far[pair.copy].append(pair.original)
            far[pair.original].append(pair.copy)
    found: dict[Hashable, set[Hashable]] = {}
    for text, others in far.items():
        for place, one in enumerate(others[:NEAREST]):
            for other in others[:place]:
                one_tongue = witnesses[one].languages == witnesses[other].languages
                if one_tongue and _independent(near.get(frozenset((one, other)))):
                    found.setdefault(text, set()).update((one, other))
    return found


def _independent(pair: Pair | None) -> bool:
    if pair is None or pair.kind not in ("spun", "rewrite"):
        return False
    kin = pair.measured
    shares = kin.own_a / max(1, kin.all_a), kin.own_b / max(1, kin.all_b)
    return min(shares) >= INDEPENDENT and abs(kin.rarer_a) < UNLIKE


def _tree(names: list[Hashable], steps: Steps) -> dict[Hashable, Hashable]:
    """Each copy's original in the cheapest tree; node 0 of the graph is where a text of its own comes from."""
    number = {name: place for place, name in enumerate(names, ROOT + 1)}
    edges = [(ROOT, number[name], OWN + LAST * number[name]) for name in names]
    for name in names:
        edges += [(number[original], number[name], step[0]) for original, step in steps[name].items()]
    table = np.array(edges, float).reshape(-1, 3)
    tails, heads = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    best = arborescence(tails, heads, table[:, 2], len(names) + 1)
    into = {name: int(tails[best[number[name]]]) for name in names}
    return {name: names[tail - 1] for name, tail in into.items() if tail != ROOT}


def _descendants(chosen: Mapping[Hashable, Hashable]) -> dict[Hashable, set[Hashable]]:
    """Each text's copies and their copies."""
    below: dict[Hashable, set[Hashable]] = defaultdict(set)
    for name in chosen:
        above = chosen.get(name)
        while above is not None:
            below[above].add(name)
            above = chosen.get(above)
    return below


def _descent(
    name: Hashable,
    original: Hashable | None,
    steps: Steps,
    witnesses: Mapping[Hashable, Witness],
    below: Mapping[Hashable, set[Hashable]],
) -> Descent:
    """With the certainty that it is this original among all that are not its own copies, and this way round."""
    if original is None:
        copies = [copy for copy in below.get(name, ()) if name in steps[copy]]
        sure = min((_way(steps, copy, name) for copy in copies), default=1.0)
        return Descent(
            None, None, None, sure, "the others come from it" if copies else "it comes from none of the others"
        )
    against, pair = steps[name][original]
    rivals = [
        (other, witnesses[each], step)
        for each, (other, step) in steps[name].items()
        if each != original and each not in below.get(name, ())
    ]
    sure = _way(steps, name, original) / (1 + sum(exp(min(50.0, against - other)) for other, _, _ in rivals))
    rival = min(rivals, key=lambda each: each[0], default=None)
    words = reason(pair, witnesses[name], witnesses[original], rival and (rival[2], rival[1]))
    return Descent(original, pair.kind, pair.score, sure, words)


def _way(steps: Steps, copy: Hashable, original: Hashable) -> float:
    """How sure it is that the copy is the copy of the two."""
    back = steps[original].get(copy)
    return 1 / (1 + exp(min(50.0, steps[copy][original][0] - back[0]))) if back else 1.0
