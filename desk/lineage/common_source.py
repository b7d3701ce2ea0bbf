"""Whether reports stand on one source that is none of them: a press release, a statement, an agency's text.

Said only where the texts show it: narration shared word for word, one agency credited by both, or nearly all that the
one quotes and counts standing in the other. A shared quotation alone shows nothing, since reporters hear one speech.
The bounds were set on openings and articles of different outlets on one event (`docs/copies.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desk.copies.direction import credit

if TYPE_CHECKING:
    from desk.lineage.imprint import Hashes, Imprint
    from desk.lineage.telling import Telling

STATEMENT = 2  # shared runs of narration: some twenty words or more
QUOTES, NUMBERS = 6, 2  # runs of quotations, telling numbers that both have at the least
NEARLY_ALL = 0.7  # and the share of the one's that this is
LINKED = 8  # nearest earlier reports that one is compared with for a run they share


@dataclass(frozen=True, slots=True)
class Shown:
    """Reports `one` and `other` (their places) stand on one source. `credited`: the article that it is, if at hand."""

    one: int
    other: int
    why: str
    source: str = ""
    credited: int | None = None


def common_source(reports: Sequence[Telling]) -> Iterator[Shown]:
    """Which of a story's reports, earliest first, stand on one source; one outlet's own are not compared."""
    yield from _credits(reports)
    for one, other in sorted(_sharing(reports)):
        mine, theirs = reports[one].imprint, reports[other].imprint
        if mine is None or theirs is None or reports[one].outlet_id == reports[other].outlet_id:
            continue
        if why := _shown(mine, theirs):
            yield Shown(one, other, why)


def _credits(reports: Sequence[Telling]) -> Iterator[Shown]:
    """Reports that credit one agency, or another report of the story."""
    firsts: dict[str, int] = {}
    for place, report in enumerate(reports):
        for agency in sorted(report.agencies):
            first = firsts.setdefault(agency, place)
            if reports[first].outlet_id != report.outlet_id:
                yield Shown(first, place, f"they credit {agency}", agency)
        if report.witness.source or report.witness.canonical_url:
            yield from _credited(place, reports)


def _credited(place: int, reports: Sequence[Telling]) -> Iterator[Shown]:
    """Reports of the outlet that this one names as its source."""
    report = reports[place]
    for other, named in enumerate(reports):
        if named.outlet_id != report.outlet_id:
            said = credit(report.witness, named.witness.url, named.witness.outlet)
            if said and said[1]:
                yield Shown(other, place, f"{report.witness.outlet}: {said[0]}", credited=named.article_id)


def _sharing(reports: Sequence[Telling]) -> set[tuple[int, int]]:
    """Pairs of places that share a run of narration or quotation: by one sorted list of all runs, not pair by pair."""
    kept = [(place, report.imprint) for place, report in enumerate(reports) if report.imprint is not None]
    if len(kept) < 2:
        return set()
    runs = np.concatenate([part for _, each in kept for part in (each.runs, each.quotes)])
    if not _repeated(runs):  # as in most stories
        return set()
    places = np.repeat([place for place, _ in kept], [len(each.runs) + len(each.quotes) for _, each in kept])
    order = np.lexsort((places, runs))
    runs, places = runs[order], places[order]
    pairs: set[tuple[int, int]] = set()
    for apart in range(1, LINKED + 1):
        again = runs[apart:] == runs[:-apart]
        pairs.update(zip(places[:-apart][again].tolist(), places[apart:][again].tolist(), strict=True))
    return {(one, other) for one, other in pairs if one != other}


def _repeated(runs: Hashes) -> bool:
    ordered = np.sort(runs)
    return bool((ordered[1:] == ordered[:-1]).any())


def _shown(mine: Imprint, theirs: Imprint) -> str:
    """What shows that two reports stand on one source, in words; "" if nothing does."""
    if _shared(mine.runs, theirs.runs)[0] >= STATEMENT:
        return "they share a statement word for word"
    (quotes, of_quotes), (counted, of_numbers) = (
        _shared(mine.quotes, theirs.quotes),
        _shared(mine.numbers, theirs.numbers),
    )
    if quotes >= QUOTES and counted >= NUMBERS and min(of_quotes, of_numbers) >= NEARLY_ALL:
        return "what the one quotes and counts stands in the other"
    return ""


def _shared(mine: Hashes, theirs: Hashes) -> tuple[int, float]:
    """How many are in both, and which share of the fewer that is."""
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    return both, both / max(1, min(len(mine), len(theirs)))
