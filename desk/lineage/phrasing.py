"""Why a text is taken to come from another one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.copies.direction import APART, credit
from desk.lineage.descent import FRAME, OTHER_WORDS, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.lineage.descent import Pair, Witness
    from desk.models import Kinship

FEW = 3  # places left out, or standard errors, from which a sign is worth a word
MISSING = 0.2  # share of the other text that is a missing part


def reason(pair: Pair, copy: Witness, original: Witness, rival: tuple[Pair, Witness] | None = None) -> str:
    """The signs for a step, strongest first; rival: the next likeliest original that was not chosen."""
    return "; ".join((*_said(copy, original), *_wording(pair, rival), *_signs(pair), *_dated(copy, original)))


def reported(outlets: int, independent: int | None, common_sources: int | None) -> str:
    """ "9 outlets, 2 independent reports, 1 common source"; what was not counted yet is left out."""
    parts = [(outlets, "outlet"), (independent, "independent report"), (common_sources or None, "common source")]
    return ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in parts if count is not None)


def _said(copy: Witness, original: Witness) -> Iterator[str]:
    said = credit(copy, original.url, original.outlet)
    if said and said[1]:
        yield said[0]


def _wording(pair: Pair, rival: tuple[Pair, Witness] | None) -> Iterator[str]:
    if pair.kind in OTHER_WORDS:
        yield "in another language" if pair.kind == "translation" else "told in other words"
        return
    kin = pair.kinship
    if kin is None:
        return
    yield f"{kin.own_a} of its {kin.all_a} word pairs are not there" if kin.own_a else "it has no wording of its own"
    if rival and rival[0].kind not in OTHER_WORDS and rival[0].kinship and rival[0].kinship.own_a > kin.own_a:
        yield f"{rival[0].kinship.own_a} are not in that of {rival[1].outlet or 'the next likeliest'}"


def _signs(pair: Pair) -> Iterator[str]:
    kin = pair.kinship
    if kin is None or pair.kind in OTHER_WORDS:
        return
    if kin.gaps_a >= FEW and kin.gaps_a > kin.gaps_b:
        yield f"it leaves words out in {kin.gaps_a} places"
    if kin.own_b > kin.own_a and kin.own_b > MISSING * kin.all_b and pair.kind == "excerpt":
        yield "it is a part of the other"
    if pair.kind == "spun" and kin.rarer_a >= PLAIN:
        yield "where words were exchanged it has the rarer ones"
    if _framed(kin):
        yield "it stands in another site's frame"


def _framed(kin: Kinship) -> bool:
    return kin.frame_a >= FRAME > kin.frame_b


def _dated(copy: Witness, original: Witness) -> Iterator[str]:
    if copy.published is None or original.published is None:
        yield "a date is missing"
    elif copy.published - original.published >= APART:
        yield "it is dated later"
    elif copy.published - original.published <= -APART:
        yield "although it is dated earlier"
