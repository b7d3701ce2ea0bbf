"""What two texts alone tell of their event: the other reports of it say what every report has.

A detail in every outlet's report says nothing about who took from whom; one that no other report has says much. The
weight was fitted on pairs of three outlets' reports and on rewrites of one of three, the model's odds held fast.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.copies.overlap import containment
from desk.text.terms import weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desk.documents.document import Document

MEMBER = 0.30  # share of what a pair has in common that a third report of the event tells as well
TAKEN = 0.15  # narration in common from which a third text is a copy, and no report of its own
EXPECTED, WORTH = 4.5, 0.7  # weight of the details that two reports alone have by chance; log odds for its logarithm
MOST = 1.0  # log odds, either way
SHOWN = 8  # details named to the reader


@dataclass(frozen=True, slots=True)
class Rarity:
    """`odds`: log odds to add; `reports`: how many others there were; `alone`: words for what only the pair tells."""

    odds: float = 0.0
    reports: int = 0
    alone: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """It in words, for the reader of the verdict; nothing where there was no other report."""
        if not self.reports:
            return ()
        others = "1 other report" if self.reports == 1 else f"{self.reports} other reports"
        told = f": {', '.join(self.alone[:SHOWN])}" if self.alone else ""
        return (f"beside {others} of the event {len(self.alone)} details are in these two alone{told}",)


def rarity(new: Document, known: Document, others: Sequence[Document]) -> Rarity:
    """What the other reports of the event add to the odds that one text was rewritten from the other.

    others: texts that may be of the event; those that are not, and copies of either text, are left out. Nothing without
    any.
    """
    shared = new.content.told & known.content.told
    reports = [other for other in others if _reports(other, shared) and not _copied(other, (new, known))]
    if not reports or not shared:
        return Rarity()
    told = frozenset[str]().union(*(report.content.every for report in reports))
    alone = sorted(shared - told, key=lambda term: (-weight(term), term))
    odds = WORTH * (math.log1p(_weight(alone)) - math.log1p(EXPECTED))
    return Rarity(max(-MOST, min(MOST, odds)), len(reports), tuple(_word(term, new.text) for term in alone))


def _word(term: str, text: str) -> str:
    """The word of the text that a term is the stem of; the term itself if none begins so."""
    found = re.search(rf"(?<!\w){re.escape(term)}\w*", text, re.IGNORECASE)
    return found.group() if found else term


def _reports(other: Document, shared: frozenset[str]) -> bool:
    return _weight(shared & other.content.every) >= MEMBER * _weight(shared)


def _copied(other: Document, pair: Sequence[Document]) -> bool:
    told = other.distinct(None, told=True)
    return any(containment(told, each.distinct(None, told=True))[0] >= TAKEN for each in pair)


def _weight(terms: Iterable[str]) -> float:
    return sum(weight(term) for term in terms)
