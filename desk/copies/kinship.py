"""How two texts answer each other by what translations keep: numbers, names, words written alike, lengths, order.

What is kept of a text stands in `desk.documents.cognates`; sentences and their translations are of like length
(Gale and Church 1993).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.alignment import Path, Steps, best_path
from desk.documents.cognates import HEARD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents.cognates import Kept

    Matrix = NDArray[np.float32]

WEAK = 0.5  # weight of a word that neither text writes as a name
UNHEARD = 0.5, 0.9  # weight of a word told by consonants: of three, of more
DIGIT = 0.35  # weight of a number of one digit
RARE, RAREST = 4.0, (0.1, 1.5)  # weight by how unlikely two sentences share it: -log(chance) / 4, within bounds
MATCH, MISSED, MOST_MISSED = 0.8, 0.1, 4  # a step gains by what both sides have, loses by names and numbers of one
LENGTH, UNLIKE, LEAST_LENGTH = 0.9, 0.4, -2.5  # and by lengths: gain, loss by the variance, most that is lost
VARIANCE = 10  # of a translation's length, per letter
STEP, TWO, SKIP = 0.3, 1.0, 1.7  # what a step costs, one with two sentences besides, a sentence left out


@dataclass(frozen=True, slots=True)
class Kinship:
    """How two texts answer each other.

    `path`: the stretch in which they do; `shared`: weight of what each of its beads has in both texts; `alike`:
    the share of each bead's names and numbers that this is, 0 to 1; `words`: the weightiest of it, as written.
    """

    path: Path
    shared: tuple[float, ...]
    alike: tuple[float, ...]
    words: tuple[str, ...]


def kinship(a: Kept, b: Kept) -> Kinship:
    """The stretch of both texts in which sentence answers sentence."""
    if not a.items or not b.items:
        return Kinship(Path((), 0.0, 0.0, 0.0), (), (), ())
    weights = _weights(a, b)
    shared, missed_a, missed_b = _shared(a, b, weights)
    path = best_path(_steps(shared, missed_a, missed_b, a.lengths, b.lengths), a.lengths, b.lengths)
    spans = [(slice(bead.a, bead.a_end), slice(bead.b, bead.b_end)) for bead in path.beads]
    common = [float(shared[span].sum()) for span in spans]
    missed = [float(np.clip(missed_a[span].min() + missed_b[span].min(), 0, None)) for span in spans]
    alike = tuple(each / (each + lost) if each else 0.0 for each, lost in zip(common, missed, strict=True))
    return Kinship(path, tuple(common), alike, _in_words(a, b, spans, weights))


def common_items(a: Kept, b: Kept) -> Matrix:
    """Weight of what each two sentences share, float32[n, m]."""
    return _shared(a, b, _weights(a, b))[0]


def _in_words(a: Kept, b: Kept, spans: list[tuple[slice, slice]], weights: dict[str, float]) -> tuple[str, ...]:
    """What the beads share, the weightiest first, as the text in Latin letters writes it."""
    keys = {
        key
        for of_a, of_b in spans
        for key in set().union(*a.items[of_a]) & set().union(*b.items[of_b])
        if key in weights
    }
    written = a.written if a.latin else b.written
    return tuple(dict.fromkeys(written[key] for key in sorted(keys, key=lambda key: (-weights[key], key))))


def _weights(a: Kept, b: Kept) -> dict[str, float]:
    """How much each key says that both texts have."""
    kinds = "nl" if a.latin and b.latin else "nls"
    often = [Counter(key for sentence in each.items for key in sentence if key[0] in kinds) for each in (a, b)]
    named = {key for each in (a, b) for sentence in each.items for key, name in sentence.items() if name}
    sentences = len(a.items) * len(b.items)
    return {
        key: _weight(key, key in named, times * often[1][key] / sentences)
        for key, times in often[0].items()
        if key in often[1]
    }


def _shared(a: Kept, b: Kept, weights: dict[str, float]) -> tuple[Matrix, Matrix, Matrix]:
    """Weight of what each two sentences share, and names and numbers of each that the other lacks; [n, m] each."""
    places = {key: place for place, key in enumerate(weights)}
    (in_a, names_a, mass_a), (in_b, names_b, mass_b) = _tables(a, places), _tables(b, places)
    shared = (in_a * np.array(list(weights.values()), np.float32)) @ in_b.T
    return shared, mass_a[:, None] - names_a @ in_b.T, mass_b[None] - in_a @ names_b.T


def _weight(key: str, named: bool, chance: float) -> float:
    """How much it says that two sentences share this."""
    if key[0] == "n":
        base = 1.0 if len(key) > 2 else DIGIT
    else:
        base = (1.0 if key[0] == "l" else UNHEARD[len(key) > HEARD + 1]) * (1.0 if named else WEAK)
    return base * min(RAREST[1], max(RAREST[0], -log(chance) / RARE))


def _tables(text: Kept, places: dict[str, int]) -> tuple[Matrix, Matrix, Matrix]:
    """Which sentence has which common key, the same for its names and numbers, and how many it has in all."""
    present = np.zeros((len(text.items), len(places)), np.float32)
    names = np.zeros_like(present)
    mass = np.zeros(len(text.items), np.float32)
    for row, sentence in enumerate(text.items):
        for key, named in sentence.items():
            much = DIGIT if key[0] == "n" and len(key) == 2 else 1.0
            if named and (key[0] != "s" or not text.latin):  # a Latin name counts once, by its letters
                mass[row] += much
            if (place := places.get(key)) is not None:
                present[row, place] = 1.0
                names[row, place] = much if named else 0.0
    return present, names, mass


def _steps(
    shared: Matrix, miss_a: Matrix, miss_b: Matrix, long_a: NDArray[np.float32], long_b: NDArray[np.float32]
) -> Steps:
    """What each step of a path through these sentences scores."""
    both = miss_a + miss_b
    of_a, of_b = long_a[:, None], long_b[None]
    one = _score(shared, both, of_a, of_b)
    split = _score(
        shared[:, :-1] + shared[:, 1:],
        np.minimum(miss_a[:, :-1], miss_a[:, 1:]) + miss_b[:, :-1] + miss_b[:, 1:],
        of_a, of_b[:, :-1] + of_b[:, 1:],
    )  # fmt: skip
    joined = _score(
        shared[:-1] + shared[1:],
        miss_a[:-1] + miss_a[1:] + np.minimum(miss_b[:-1], miss_b[1:]),
        of_a[:-1] + of_a[1:], of_b,
    )  # fmt: skip
    return Steps(one, split - TWO, joined - TWO, SKIP)


def _score(shared: Matrix, missed: Matrix, long_a: Matrix, long_b: Matrix) -> Matrix:
    """What the sentences share, less what they do not, and how well their lengths fit each other."""
    apart = np.square(long_a - long_b) / (VARIANCE * np.maximum((long_a + long_b) / 2, 1.0))
    fit = np.maximum(LENGTH - UNLIKE * apart, LEAST_LENGTH)
    return np.asarray(MATCH * shared - MISSED * np.clip(missed, 0, MOST_MISSED) + fit - STEP, np.float32)
