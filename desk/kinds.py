"""The rules on wording (L, Q, R) and the kind they give. benchmarks/copies_quality.py measures the thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.evidence import verbatim
from desk.models import CopyKind, CopyVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.documents import Document
    from desk.overlap import Overlap
    from desk.samples import SampledOverlap

TOO_SHORT = 80  # words; a shorter text is judged only if it stands in the other word for word
FEW = 50  # words; a translation may be so much shorter in words than the 80 of its original
NOTHING = 40  # words; a still shorter one only if it is the very same
WORD_FOR_WORD = 0.9  # containment of 5-shingles a short text needs
NARRATION, NARRATION_SHARED = 0.25, 20  # rule L: containment and number of narration 3-shingles
WORDING, WORDING_SHARED = 0.65, 30  # rule Q: the same of all 5-shingles, for texts made of quotations
ALL_OF_IT = 0.9  # coverage at which nothing is left that could have been reworded
WHOLE = 0.8  # coverage from which a text is found as a whole
SPUN = 0.02  # share of narration words exchanged in matching stretches; a light edit stays under it
REWORDED = 12  # words of the typical shared run; shorter ones are what rewording leaves standing
RUN = 25  # rule R: narration words in one verbatim run that nobody writes twice

NO_ENCODER = "no encoder: translations, rewrites and heavily spun copies are not looked for"


def too_short(new: int, known: int) -> CopyVerdict:
    """The verdict on a text with too few words (different ones counted twice) to be judged."""
    return CopyVerdict("none", 0.0, why=(f"too short to judge: {min(new, known)} words, {TOO_SHORT} are needed",))


def too_short_for_meaning(new: int, known: int, languages: Iterable[str], others: Iterable[str]) -> bool:
    """Whether vectors have too little to go by; a translation may have fewer words than its original."""
    fewer, more = sorted((new, known))
    return more < TOO_SHORT or fewer < (FEW if set(languages) != set(others) else TOO_SHORT)


def by_wording(new: Document, known: Document, found: Overlap) -> CopyVerdict:
    """The verdict that shared wording gives: rules L, Q and R."""
    a, b = found.coverage_a, found.coverage_b
    rule = _rule(new, known, found)
    why: tuple[str, ...] = (
        f"{found.three:.0%} of the narration and {found.five:.0%} of all wording of the shorter text are shared",
    )
    if rule in ("L", "Q"):
        kind = _lexical_kind(found)
        return CopyVerdict(kind, max(found.three, found.five), rule, True, a, b, verbatim(new, known, found), why)
    if rule == "short":
        return too_short(new.substance, known.substance)
    if found.framed:
        why = ("the texts share only the frame of their site: what stands at their edges", *why)
    if rule == "R":
        why = (f"one passage of {found.verbatim} words outside quotations is shared word for word", *why)
        return CopyVerdict("none", found.three, rule, True, a, b, verbatim(new, known, found), why)
    return CopyVerdict("none", found.three, "", False, a, b, (), why)


def _rule(new: Document, known: Document, found: Overlap) -> str:
    shortest = min(new.substance, known.substance)
    return wording_rule(found, shortest) or ("R" if found.verbatim >= RUN else "")


def wording_rule(found: Overlap | SampledOverlap, shortest: int) -> str:
    """L or Q where shared wording decides, `short` where the shorter side (in words) is too short, else empty."""
    if shortest < TOO_SHORT:
        whole = found.five >= WORD_FOR_WORD and found.shared_five >= WORDING_SHARED and shortest >= NOTHING
        return "Q" if whole else "short"
    if found.three >= NARRATION and found.shared_three >= NARRATION_SHARED:
        return "L"
    if found.five >= WORDING and found.shared_five >= WORDING_SHARED:
        return "Q"
    return ""


def _lexical_kind(found: Overlap) -> CopyKind:
    patchy = found.typical < REWORDED and max(found.coverage_a, found.coverage_b) < ALL_OF_IT
    if found.replaced >= SPUN or patchy:
        return "spun"
    return "near" if min(found.coverage_a, found.coverage_b) >= WHOLE else "excerpt"
