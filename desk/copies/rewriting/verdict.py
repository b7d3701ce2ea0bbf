"""Two texts in one language that say the same in other words: rewritten, or spun word by word, or neither."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.copies.alignment import covered, mutual_best
from desk.copies.lexical import NOTHING
from desk.copies.overlap import EXCHANGED, word_by_word
from desk.copies.rewriting import model as rewrite
from desk.copies.rewriting.rarity import Rarity, rarity
from desk.copies.rewriting.signals import odds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.copies.alignment import Side
    from desk.copies.rewriting.model import Signals
    from desk.documents.document import Document
    from desk.models import CopyVerdict

AMPLE = 200  # words from which a chain of sentences needs no model to bear it out
ANSWERED, ANSWERING = 0.65, 0.60  # share of both texts, in sentences of such a cosine, that no two reports reach
THEIRS = 2 / 3  # of the newcomer's names and numbers, in the known text: one form filled in twice has others


def by_rewording(
    new: Document,
    known: Document,
    sides: tuple[Side, Side],
    signals: tuple[Signals, Signals],
    chained: CopyVerdict | None,
    encoder_name: str,
    event: Sequence[Document] = (),
) -> CopyVerdict | None:
    """The verdict on two texts whose sentences answer each other; None if neither the model nor a chain says copy.

    sides: all compared sentences of both; signals: of the rewrite model, both ways; chained: what rules S and LS say;
    event: texts among which other reports of the event may be.
    Two openings on one event are a chain by chance, so a chain of short texts counts only if the model does not object.
    """
    weights = rewrite.load()
    if encoder_name != weights.encoder:
        return chained
    found, chosen, newcomer = odds(signals, *sides, (new.substance, known.substance))
    seen = rarity(new, known, event) if event else Rarity()
    found += seen.odds
    shortest = min(new.substance, known.substance)
    needed = weights.threshold
    if found < needed and shortest >= AMPLE and answered_throughout(new, known, sides):
        found = needed
    if chained and shortest < AMPLE and found < needed:
        chained = None
    if found >= needed and shortest >= NOTHING:
        shared = sorted(set(new.anchors) & set(known.anchors))
        verdict = rewrite.verdict(found, chosen, *sides, shared, newcomer=newcomer)
        verdict = replace(verdict, why=(*verdict.why, *seen.said))
    elif chained:
        verdict = chained
    else:
        return None
    if word_by_word(new, known) >= EXCHANGED:
        return chained or replace(verdict, kind="spun")
    return replace(verdict, kind="rewrite")


def answered_throughout(new: Document, known: Document, sides: tuple[Side, Side]) -> bool:
    """Whether nearly all of both texts is told in the other one too, of the same facts, in whatever order and words."""
    a, b = sides
    facts = new.content.facts
    if not (len(a.vectors) and len(b.vectors)) or len(facts & known.content.every) < THEIRS * len(facts):
        return False
    return min(covered(mutual_best(a.vectors @ b.vectors.T, ANSWERING), a, b)) >= ANSWERED
