"""The parts of a sitemap index: which of them are read in one visit.

An index rarely says which part is the newest: its dates are missing, all alike or never renewed, and the order is
anybody's. So dates, names and places only say where to look first. What decides later is which part brought news
before, and one place a visit goes to the part that was not read for the longest time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sources.written.dates import instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.visits import SourceState

FIRST, LATER = 12, 4  # parts read in the first visit to an index, and in every other one
AHEAD = timedelta(days=1)  # a date further in the future is a mistake
DEEPEST = 2  # indexes below an index that are followed
_DATED = re.compile(r"(20\d\d)[-_/]?(0[1-9]|1[0-2])?[-_/]?(0[1-9]|[12]\d|3[01])?(?!\d)")
_NEWS = re.compile(r"news|latest|recent|aktuell", re.IGNORECASE)


def chosen(parts: Sequence[tuple[str, str]], states: Mapping[str, SourceState], most: int, now: datetime) -> list[str]:
    """The addresses of at most `most` parts, in the order in which they are read.

    parts: (address, lastmod or "") in the order of the index; states: what is remembered of parts that were read.
    """
    addresses = [address for address, _ in parts]
    hints = _hints(parts, now)
    places = _from_the_ends(addresses)
    rank = {address: place for place, address in enumerate(sorted(addresses, key=lambda a: (-hints[a], places[a])))}
    unread = [address for address in addresses if address not in states]
    read = [address for address in addresses if address in states]
    renewed = [address for address in read if hints[address] > _seen(states[address])]
    lively = sorted(read, key=lambda address: (states[address].interval or 0.0, rank[address]))
    oldest = sorted(read, key=lambda address: _seen(states[address]))
    unread.sort(key=rank.__getitem__)
    renewed.sort(key=lambda address: (states[address].interval or 0.0, rank[address]))  # many renew what is old
    if not read or len(addresses) <= most:
        return (unread + renewed + lively)[:most]
    promising = list(dict.fromkeys((*unread[:1], *lively[:1], *renewed, *lively[: most // 2], *unread, *lively)))
    kept = promising[: most - 1]
    turn = next((address for address in oldest if address not in kept), None)
    return list(dict.fromkeys((*kept, *([turn] if turn else ()), *promising)))[:most]


def _hints(parts: Sequence[tuple[str, str]], now: datetime) -> dict[str, float]:
    """When each part may have changed, in epoch seconds: its lastmod, else a date in its name; 0 for no hint.

    Dates that are all alike, and those of the future, say nothing. A part for news counts as changed just now.
    """
    dated = {address: _past(instant(lastmod), now) for address, lastmod in parts}
    if len(set(dated.values())) < 2:
        dated = {address: _date_in(address) for address in dated}
    hints = {address: when.timestamp() if when else 0.0 for address, when in dated.items()}
    latest = max(hints.values(), default=0.0)
    return {address: latest + 1 if _NEWS.search(_path(address)) else hint for address, hint in hints.items()}


def _past(when: datetime | None, now: datetime) -> datetime | None:
    return when if when and when <= now + AHEAD else None


def _date_in(address: str) -> datetime | None:
    """The year, month or day that a part's name holds; a month without a day counts from its first."""
    if not (found := _DATED.search(_path(address))):
        return None
    return datetime(int(found[1]), int(found[2] or 1), min(int(found[3] or 1), 28), tzinfo=UTC)


def _path(address: str) -> str:
    return address.split("/", 3)[-1]


def _seen(state: SourceState) -> float:
    return state.last_success.timestamp() if state.last_success else 0.0


def _from_the_ends(addresses: Sequence[str]) -> dict[str, int]:
    """The place of each part when an index is read from both ends inwards; the last first, where new ones are added."""
    last = len(addresses) - 1
    return {address: 2 * min(at, last - at) + (at < last - at) for at, address in enumerate(addresses)}
