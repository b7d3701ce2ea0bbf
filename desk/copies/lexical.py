"""The rules on wording (L, Q, R) and the kind they give. benchmarks/copies_quality.py measures the thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desk.copies.cohesion import cohesion
from desk.copies.evidence import verbatim
from desk.copies.overlap import EXCHANGED, REWORDED, SPUN, word_by_word
from desk.copies.templates import filled_in
from desk.models import CopyKind, CopyVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from desk.copies.overlap import Overlap, SharedWording
    from desk.documents.document import Document

    Mask = NDArray[np.bool_]

TOO_SHORT = 80  # words; a shorter text is judged only if it stands in the other word for word
FEW = 50  # words; a translation may be so much shorter in words than the 80 of its original
NOTHING = 40  # words; a still shorter one only if it is the very same
WORD_FOR_WORD = 0.9  # containment of 5-shingles a short text needs
CERTAIN = 0.97  # confidence of a rewrite that wording alone gives away
# The same where what is shared stands word for word, its longest run being so many words: a part of a round-up.
BLOCK, BLOCK_SHARED, BLOCK_RUN = 0.18, 60, 45
NARRATION, NARRATION_SHARED = 0.25, 20  # rule L: containment and number of narration 3-shingles
AMPLE, OPENING = 200, 0.25  # words from which so much suffices; what a text of TOO_SHORT words needs besides
WORDING, WORDING_SHARED = 0.65, 30  # rule Q: the same of all 5-shingles, for texts made of quotations
LIGHTLY_SPUN, NEARLY_ALL = 0.015, 0.965  # fewer exchanged words make a spin where more than they were reworded
ALL_OF_IT = 0.9  # coverage at which nothing is left that could have been reworded
WHOLE = 0.8  # coverage from which a text is found as a whole
FRAMED_WHOLE = 0.75  # the same for the text that is covered more, if a frame stands around it in the other,
UNDER_FRAME, UNDER_EDGE = 0.5, 0.65  # of which so much is covered (if the frame stands at one end only)
SOLID = 0.85  # coverage between the first and the last shared word, else it has holes
# Coverage, of the text that is covered more, and cohesion: with less of both, what is shared is a mere passage. By
# where both texts have it: nowhere alike, at the top (as a quoted opening), at the bottom (as a legal notice), at both.
PART = ((0.35, 0.12), (0.5, 0.12), (0.55, 0.20), (0.75, 0.30))
AT_END = 10  # words from an end
OWN = 0.12  # cohesion under which what is beside a whole text is the frame around it
RUN = 25  # rule R: narration words in one verbatim run that nobody writes twice

FORM = "one form filled in twice: where the texts match, names and numbers differ"
PASSAGE = "what they share is a part of both that neither goes on about"
NO_ENCODER = "no encoder: rewrites and heavily spun copies are not looked for, translations by names and numbers only"


def too_short(new: int, known: int) -> CopyVerdict:
    """The verdict on a text with too few words (different ones counted twice) to be judged."""
    return CopyVerdict("none", 0.0, why=(f"too short to judge: {min(new, known)} words, {TOO_SHORT} are needed",))


def too_short_for_meaning(new: int, known: int, languages: Iterable[str], others: Iterable[str]) -> bool:
    """Whether vectors have too little to go by; a translation may have fewer words than its original."""
    fewer, more = sorted((new, known))
    return more < TOO_SHORT or fewer < (FEW if set(languages) != set(others) else TOO_SHORT)


def by_wording(new: Document, known: Document, found: Overlap) -> tuple[CopyVerdict, bool]:
    """The verdict that shared wording gives (rules L, Q and R), and whether it is settled whatever sentences say."""
    a, b = found.coverage_a, found.coverage_b
    rule, doubt = _rule(new, known, found)
    why: tuple[str, ...] = (
        f"{found.three:.0%} of the narration and {found.five:.0%} of all wording of the shorter text are shared",
    )
    if rule in ("L", "Q"):
        kind = _lexical_kind(new, known, found)
        score = CERTAIN if kind == "rewrite" else max(found.three, found.five)
        verdict = CopyVerdict(kind, score, rule, True, a, b, verbatim(new, known, found), why)
        return verdict, True
    if rule == "short":
        return too_short(new.substance, known.substance), False
    if found.framed:
        why = ("the texts share only the frame of their site: what stands at their edges", *why)
    why = (doubt, *why) if doubt else why
    if rule == "R":
        why = (f"one passage of {found.verbatim} words outside quotations is shared word for word", *why)
        return CopyVerdict("none", found.three, rule, True, a, b, verbatim(new, known, found), why), bool(doubt)
    return CopyVerdict("none", found.three, "", False, a, b, (), why), bool(doubt)


def _rule(new: Document, known: Document, found: Overlap) -> tuple[str, str]:
    """The rule that holds, and why L or Q does not although enough wording is shared."""
    rule, doubt = wording_rule(found, min(new.substance, known.substance)), ""
    if not rule and found.verbatim >= BLOCK_RUN and found.three >= BLOCK and found.shared_three >= BLOCK_SHARED:
        rule = "L"
    if rule in ("L", "Q") and filled_in(new, known, found):
        rule, doubt = "", FORM
    elif rule == "L" and _mere_passage(new, known, found):
        rule, doubt = "", PASSAGE
    return rule or ("R" if found.verbatim >= RUN else ""), doubt


def _mere_passage(new: Document, known: Document, found: Overlap) -> bool:
    """Whether verbatim runs make up a part of both texts only, which neither text goes on about."""
    if not found.block:
        return False
    most, own = PART[_same_ends(found)]
    return max(found.coverage_a, found.coverage_b) < most and _belongs(new, known, found) < own


def _same_ends(found: Overlap) -> int:
    """Where both texts stand with what they share: 0 nowhere alike, 1 at the top, 2 at the bottom, 3 at both."""
    ends = [_ends(found.shared_a[found.keep_a]), _ends(found.shared_b[found.keep_b])]
    top, bottom = (max(one, other) <= AT_END for one, other in zip(*ends, strict=True))
    return int(top) + 2 * int(bottom)


def _ends(shared: Mask) -> tuple[int, int]:
    """Words before the first shared one and behind the last."""
    at = np.flatnonzero(shared)
    return (int(at[0]), len(shared) - 1 - int(at[-1])) if len(at) else (len(shared), len(shared))


def _belongs(new: Document, known: Document, found: Overlap) -> float:
    rest = (found.keep_a & ~found.shared_a, found.keep_b & ~found.shared_b)
    return cohesion(new, known, (found.shared_a, found.shared_b), rest)


def wording_rule(found: SharedWording, shortest: int) -> str:
    """L or Q where shared wording decides, `short` where the shorter side (in words) is too short, else empty."""
    if shortest < TOO_SHORT:
        whole = found.five >= WORD_FOR_WORD and found.shared_five >= WORDING_SHARED and shortest >= NOTHING
        return "Q" if whole else "short"
    if found.three >= _narration_needed(shortest) and found.shared_three >= NARRATION_SHARED:
        return "L"
    if found.five >= WORDING and found.shared_five >= WORDING_SHARED:
        return "Q"
    return ""


def _narration_needed(shortest: int) -> float:
    """Containment that rule L asks of a text of so many words: openings on one event are alike by chance."""
    return NARRATION + OPENING * max(0.0, 1 - (shortest - TOO_SHORT) / (AMPLE - TOO_SHORT))


def _lexical_kind(new: Document, known: Document, found: Overlap) -> CopyKind:
    less, more = sorted((found.coverage_a, found.coverage_b))
    patchy = found.typical < REWORDED and more < ALL_OF_IT
    if patchy or found.replaced >= SPUN or (found.replaced >= LIGHTLY_SPUN and more < NEARLY_ALL):
        return "spun" if word_by_word(new, known) >= EXCHANGED else "rewrite"
    if less >= WHOLE:
        return "near"
    return "near" if more >= FRAMED_WHOLE and _framed(found) and _belongs(new, known, found) < OWN else "excerpt"


def _framed(found: Overlap) -> bool:
    """Whether what the fuller text has besides stands around the other one, and not in it or behind it."""
    shared = found.shared_a[found.keep_a] if found.coverage_a < found.coverage_b else found.shared_b[found.keep_b]
    top, bottom = _ends(shared)
    inside = shared[top : len(shared) - bottom]
    least = UNDER_FRAME if min(top, bottom) > AT_END else UNDER_EDGE
    return bool(inside.mean() >= SOLID and shared.mean() >= least)
