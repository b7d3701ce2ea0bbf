"""Two rewordings of one text, told from a rewording of a rewording.

Who rewords by the same list of synonyms exchanges the same words: two such texts share innovations although neither was
taken from the other, so each seems nearer to the other than to their source. What tells them apart is a third text,
their supposed source: a rewording of a rewording goes further from it, a second rewording of it does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.lineage.descent import Pair

WHOLE = 0.7  # of the readings of the larger text that the other has as many of, if neither is a part
FAR = 0.1  # share of readings that a source lacks of either, from which both are rewordings of it
NEARER = 0.63  # how much nearer two rewordings of one text are to each other than to it; one of the other: .67 to .80
FURTHER = (
    0.06  # share of what is new in the later one by which it is further from the source, if it was taken from there
)


def spun_siblings(pairs: Iterable[Pair]) -> set[tuple[Hashable, Hashable]]:
    """Those of (copy, original), either way round, that a third text shows to be two rewordings of it."""
    apart: dict[Hashable, dict[Hashable, float]] = defaultdict(dict)
    for pair in pairs:
        kin = pair.kinship
        if kin is not None and pair.kind == "spun" and WHOLE * max(kin.all_a, kin.all_b) <= min(kin.all_a, kin.all_b):
            apart[pair.copy][pair.original] = kin.own_a / max(1, kin.all_a)
            apart[pair.original][pair.copy] = kin.own_b / max(1, kin.all_b)
    return {
        (one, other)
        for one, mine in apart.items()
        for other, between in mine.items()
        if any(_siblings(between, mine[source], apart[other][source]) for source in mine.keys() & apart[other].keys())
    }


def _siblings(between: float, one: float, other: float) -> bool:
    """By the share of one's readings that the other lacks, and those that the source lacks of either."""
    nearer = between < NEARER * min(one, other)
    return min(one, other) >= FAR and nearer and one - other < FURTHER * between
