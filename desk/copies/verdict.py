"""The copy verdict: whether one text was taken from another, how, and the passages that show it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from desk.copies.direction import directed
from desk.copies.evidence import verbatim
from desk.copies.lexical import NO_ENCODER, NOTHING, by_wording, too_short
from desk.copies.overlap import overlap
from desk.copies.semantic import by_meaning
from desk.documents.no_report import LIST, REFUSAL, listed, refused
from desk.models import RANK, CopyVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desk.documents.document import Document
    from desk.text.encoder import Encoder

CUT = "only the first 300,000 characters were compared"
Known = TypeVar("Known")


def judge(
    new: Document, known: Document, encoder: Encoder | None = None, event: Sequence[Document] = ()
) -> CopyVerdict:
    """What the newcomer is to the known text.

    Wording decides first; vectors are asked only when it finds nothing, since nothing they say
    could change a lexical verdict.
    event: other texts at hand, among which may be reports of the same event: what they tell as well says little.
    """
    return directed(_judge(new, known, encoder, event), new, known)


def _judge(new: Document, known: Document, encoder: Encoder | None, event: Sequence[Document]) -> CopyVerdict:
    same = len(new.words) > 0 and new.identity == known.identity
    if not same and min(new.substance, known.substance) < NOTHING:
        return too_short(new.substance, known.substance)
    if not same and (refused(new) or refused(known)):
        return CopyVerdict("none", 0.0, why=(REFUSAL,))
    found = overlap(new, known)
    if same:
        passages = verbatim(new, known, found)
        return CopyVerdict("exact", 1.0, "=", True, 1.0, 1.0, passages, ("the same words in the same order",))
    verdict, settled = by_wording(new, known, found)
    if verdict.kind == "none" and (listed(new) or listed(known)):
        verdict = replace(verdict, why=(LIST, *verdict.why))
    elif verdict.kind == "none" and not settled:
        told = by_meaning(new, known, found, encoder, event)
        verdict = told or (verdict if encoder else replace(verdict, why=(*verdict.why, NO_ENCODER)))
    return replace(verdict, why=(*verdict.why, CUT)) if new.cut or known.cut else verdict


def strongest(verdicts: Iterable[tuple[Known, CopyVerdict]]) -> tuple[Known, CopyVerdict] | None:
    """The verdict that says most, with the id it came with: by kind, then score; None without any."""
    return max(verdicts, key=lambda pair: (RANK[pair[1].kind], pair[1].score), default=None)
