"""The copy verdict: whether one text was taken from another, how, and the passages that show it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.anchors import anchors
from desk.documents import Document, document
from desk.evidence import verbatim
from desk.kinds import TOO_SHORT, by_wording
from desk.meaning import by_meaning
from desk.models import CopyVerdict
from desk.overlap import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.encoder import Encoder

__all__ = ["Document", "anchors", "document", "judge", "strongest"]

RANK = {kind: rank for rank, kind in enumerate(("none", "rewrite", "translation", "spun", "excerpt", "near", "exact"))}
NO_ENCODER = "no encoder: translations, rewrites and heavily spun copies are not looked for"


def judge(new: Document, known: Document, encoder: Encoder | None = None) -> CopyVerdict:
    """What the newcomer is to the known text.

    Wording decides first; vectors are asked only when it finds nothing, since nothing they say
    could change a lexical verdict.
    """
    if len(new.words) and new.identity == known.identity:
        passages = verbatim(new, known, overlap(new, known))
        return CopyVerdict("exact", 1.0, "=", True, 1.0, 1.0, passages, ("the same words in the same order",))
    found = overlap(new, known)
    verdict = by_wording(new, known, found)
    if verdict.kind != "none" or min(new.words.count, known.words.count) < TOO_SHORT:
        return verdict
    if encoder is None:
        return replace(verdict, why=(*verdict.why, NO_ENCODER))
    return by_meaning(new, known, found, encoder) or verdict


def strongest(verdicts: Iterable[tuple[int, CopyVerdict]]) -> tuple[int, CopyVerdict] | None:
    """The verdict that says most, with the id it came with: by kind, then score; None without any."""
    return max(verdicts, key=lambda pair: (RANK[pair[1].kind], pair[1].score), default=None)
