"""The copy verdict: whether one text was taken from another, how, and the passages that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.anchors import anchors
from desk.documents import Document, document
from desk.evidence import verbatim
from desk.models import CopyVerdict
from desk.overlap import Overlap, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from desk.encoder import Encoder

__all__ = ["Document", "anchors", "document", "judge", "strongest"]

TOO_SHORT = 80  # words; a shorter text is a copy only if it is the very same
NARRATION, NARRATION_SHARED = 0.25, 20  # rule L: containment and number of narration 3-shingles
WORDING, WORDING_SHARED = 0.65, 30  # rule Q: the same of all 5-shingles, for texts made of quotations
WHOLE = 0.8  # coverage from which a text is found as a whole
RANK = {kind: rank for rank, kind in enumerate(("none", "rewrite", "translation", "spun", "excerpt", "near", "exact"))}


def judge(new: Document, known: Document, encoder: Encoder | None = None) -> CopyVerdict:
    """What the newcomer is to the known text."""
    if len(new.words) and new.identity == known.identity:
        return CopyVerdict(
            "exact", 1.0, "=", True, 1.0, 1.0, verbatim(new, known), ("the same words in the same order",)
        )
    shortest = min(new.words.count, known.words.count)
    if shortest < TOO_SHORT:
        return CopyVerdict("none", 0.0, why=(f"too short to judge: {shortest} words, {TOO_SHORT} are needed",))
    return _lexical(new, known, overlap(new, known))


def _lexical(new: Document, known: Document, found: Overlap) -> CopyVerdict:
    rule = ""
    if found.three >= NARRATION and found.shared_three >= NARRATION_SHARED:
        rule = "L"
    elif found.five >= WORDING and found.shared_five >= WORDING_SHARED:
        rule = "Q"
    a, b = found.coverage_a, found.coverage_b
    kind: Any = "none" if not rule else "near" if min(a, b) >= WHOLE else "excerpt"
    why = (f"{found.three:.0%} of the narration and {found.five:.0%} of the wording are shared",)
    evidence = verbatim(new, known) if rule else ()
    return CopyVerdict(kind, max(found.three, found.five), rule, bool(rule), a, b, evidence, why)


def strongest(verdicts: Iterable[tuple[int, CopyVerdict]]) -> tuple[int, CopyVerdict] | None:
    """The verdict that says most, with the id it came with: by kind, then score; None without any."""
    return max(verdicts, key=lambda pair: (RANK[pair[1].kind], pair[1].score), default=None)
