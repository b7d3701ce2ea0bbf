"""Sources that do not answer as they should: broken, dead, turned into HTML, shut by robots.txt; or our own line."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from desk.health.records import Alarm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from desk.health.records import AlarmKind, DeskSeen, OutletSeen, SourceSeen

TRIES = 3  # failures in a row before anything is said
BROKEN = timedelta(hours=12)  # an outlet that fails for so long; a night's maintenance is shorter
LACKING = timedelta(days=3)  # one source of several
GONE = timedelta(days=7)  # not there any more for so long: dead
CHANGED = timedelta(hours=1)  # what a page in place of a feed, or a robots.txt, must outlast
LINE_DOWN = 0.6  # share of a crawl's outlets that fail at once
LINE_LEAST = 5  # outlets that say something of the line
_HTML = "answers with an HTML page in place of"
_ROBOTS = "robots.txt forbids it"
_NOT_THERE = re.compile(r"\(status (?:404|410)\)|its name cannot be resolved")


def sources(outlet: OutletSeen, now: datetime) -> Iterator[Alarm]:
    """Every trouble that stands now with the outlet's sources."""
    ill = [source for source in outlet.sources if source.failures]
    told = []
    for source in ill:
        kind: AlarmKind | None = "html" if _HTML in source.reason else "robots" if _ROBOTS in source.reason else None
        if kind and source.last_success and _lasts(source, now, CHANGED):
            told.append(source)
            yield _alarm(kind, outlet, source, source.reason)
    rest = [source for source in ill if source not in told]
    if len(ill) < len(outlet.sources):
        yield from (_alarm("source", outlet, each, each.reason) for each in rest if _lasts(each, now, LACKING))
        return
    if not rest or not all(_lasts(source, now, BROKEN) for source in rest):
        return
    last = max(rest, key=lambda source: source.failing_since or now)  # outlets end when their last source does
    gone = all(_NOT_THERE.search(source.reason) and _lasts(source, now, GONE) for source in rest)
    yield _alarm("dead" if gone else "broken", outlet, last, last.reason, whole=True)


def _lasts(source: SourceSeen, now: datetime, span: timedelta) -> bool:
    """Whether it failed at both ends of so long a time: who is asked seldom may be well again since then."""
    seen = source.visited_at or now
    return source.failures >= TRIES and source.failing_since is not None and seen - source.failing_since >= span


def _alarm(kind: AlarmKind, outlet: OutletSeen, source: SourceSeen, words: str, *, whole: bool = False) -> Alarm:
    since = source.failing_since
    assert since is not None
    return Alarm(kind, outlet.id, "" if whole else source.url, since, words)


def network(desk: DeskSeen, now: datetime, *, told: bool) -> Alarm | None:
    """Most outlets of the last crawl failed at once; once `told`, until a crawl brings some that answer.

    While the line is down fewer outlets are due each hour: a crawl that asks three or none says nothing new.
    """
    few = desk.visited < LINE_LEAST and not told
    if few or desk.failed < LINE_DOWN * desk.visited:
        return None
    return Alarm("network", "", "", now, f"{desk.failed} of {desk.visited} outlets failed in one crawl")


def fails_at_once(outlets: Sequence[OutletSeen]) -> bool:
    """Whether most outlets fail at their last visits: nothing is then said of any single one."""
    failed = sum(outlet.last_failed for outlet in outlets)
    return len(outlets) >= LINE_LEAST and failed >= LINE_DOWN * len(outlets)
