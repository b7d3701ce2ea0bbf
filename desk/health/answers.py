"""Sources that do not answer as they should: broken, dead, turned into HTML, shut by robots.txt; or our own line."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from desk.health.records import Alarm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from desk.health.records import AlarmKind, OutletSeen, SourceSeen

TRIES = 3  # failures in a row before anything is said
BROKEN = timedelta(hours=12)  # an outlet that fails for so long; a night's maintenance is shorter
LACKING = timedelta(days=3)  # one source of several
GONE = timedelta(days=7)  # not there any more for so long: dead
CHANGED = timedelta(hours=1)  # what a page in place of a feed, or a robots.txt, must outlast
LINE_DOWN = 0.6  # share of the outlets asked last that fail at once
LINE_LEAST = 5  # outlets that must fail
LATELY = timedelta(minutes=50)  # asked last: crawls of groups follow each other
TOGETHER = timedelta(hours=4)  # who fails for longer is asked more often, and does not fail with the others
ALONE = timedelta(days=1)  # nor keeps anything about single ones from being said
CHANGES: tuple[AlarmKind, ...] = ("html", "robots")  # something else stands in a source's place
Name = tuple[str, str, str]  # of an alarm
_HTML = "answers with an HTML page in place of"
_ROBOTS = "robots.txt forbids it"
_NOT_THERE = re.compile(r"\(status (?:404|410)\)|its name cannot be resolved")


def sources(outlet: OutletSeen, now: datetime, told: Collection[Name] = ()) -> Iterator[Alarm]:
    """Every trouble that stands now with the outlet's sources.

    What was `told` of a source stays until it answers, whatever else it fails for meanwhile: a line that is down for
    some hours neither heals it nor makes it new.
    """
    ill = [source for source in outlet.sources if source.failures]
    rest = []
    for source in ill:
        kinds = _changed(outlet, source, now, told)
        yield from (_alarm(kind, outlet, source, source.reason) for kind in kinds)
        if not kinds:
            rest.append(source)
    whole = _whole(outlet, rest, now, told) if len(ill) == len(outlet.sources) else None
    if whole:
        yield whole
        return
    for source in rest:
        lacks = len(ill) < len(outlet.sources) and _lasts(source, now, LACKING)
        if lacks or ("source", outlet.id, source.url) in told:
            yield _alarm("source", outlet, source, source.reason)


def _changed(outlet: OutletSeen, source: SourceSeen, now: datetime, told: Collection[Name]) -> list[AlarmKind]:
    """What stands in the source's place: long enough, or told already."""
    seen: AlarmKind | None = "html" if _HTML in source.reason else "robots" if _ROBOTS in source.reason else None
    new = seen if source.last_success and _lasts(source, now, CHANGED) else None
    return [kind for kind in CHANGES if kind == new or (kind, outlet.id, source.url) in told]


def _whole(outlet: OutletSeen, rest: Sequence[SourceSeen], now: datetime, told: Collection[Name]) -> Alarm | None:
    """The alarm of an outlet none of whose sources answers. `rest`: those in whose place nothing else stands."""
    if not rest or not all(_lasts(source, now, BROKEN) for source in rest):
        return None
    last = max(rest, key=lambda source: source.failing_since or now)  # outlets end when their last source does
    gone = all(_NOT_THERE.search(source.reason) and _lasts(source, now, GONE) for source in rest)
    kind: AlarmKind = "dead" if gone or ("dead", outlet.id, "") in told else "broken"
    return _alarm(kind, outlet, last, last.reason, whole=True)


def _lasts(source: SourceSeen, now: datetime, span: timedelta) -> bool:
    """Whether it failed at both ends of so long a time: who is asked seldom may be well again since then."""
    seen = source.visited_at or now
    return source.failures >= TRIES and source.failing_since is not None and seen - source.failing_since >= span


def _alarm(kind: AlarmKind, outlet: OutletSeen, source: SourceSeen, words: str, *, whole: bool = False) -> Alarm:
    since = source.failing_since
    assert since is not None
    return Alarm(kind, outlet.id, "" if whole else source.url, since, words)


class Answer(NamedTuple):
    """How an outlet fared when its sources were asked last; since when it fails, if it does."""

    at: datetime
    since: datetime | None


def network(outlets: Iterable[OutletSeen], now: datetime, told: Alarm | None) -> Alarm | None:
    """Most outlets asked in the last hour failed; once told, until one hour's answer.

    A visit that asked no source says nothing, and where nobody says anything it stays. At night, or while the line is
    down, few are due: then the last five that were asked must all have failed, however long ago.
    """
    answers = _answers(outlets, TOGETHER, told.opened_at if told else None)
    lately = [each for each in answers if answers[0].at - each.at <= LATELY]
    if told:
        since = [each for each in lately if told.opened_at and each.at > told.opened_at]
        return None if since and not _mostly_fail(since) else told
    last = lately if len(lately) >= LINE_LEAST else answers[:LINE_LEAST]
    failed = sum(each.since is not None for each in last)
    if failed < LINE_LEAST or not _mostly_fail(last):
        return None
    return Alarm("network", "", "", now, f"{failed} of the {len(last)} outlets asked last failed")


def fails_at_once(outlets: Iterable[OutletSeen]) -> bool:
    """Whether most outlets failed when they were asked last: nothing is then said of any single one."""
    answers = _answers(outlets, ALONE)
    return len(answers) >= LINE_LEAST and _mostly_fail(answers)


def _mostly_fail(answers: Sequence[Answer]) -> bool:
    return sum(each.since is not None for each in answers) >= LINE_DOWN * len(answers)


def _answers(outlets: Iterable[OutletSeen], span: timedelta, told: datetime | None = None) -> list[Answer]:
    """Of outlets that say something of our line, the newest first: not of those that failed for `span` when asked.

    Once the line was `told` to be down, those are meant that failed so long before.
    """
    found = []
    for outlet in outlets:
        at = max((source.visited_at for source in outlet.sources if source.visited_at), default=None)
        if at is None:
            continue
        asked = [source for source in outlet.sources if source.visited_at == at]  # the others were not due
        since: datetime | None = None
        if all(source.failures for source in asked):
            since = min(source.failing_since or at for source in asked)
            if any(source.last_success and source.last_success > since for source in outlet.sources):
                continue  # another one of it answered meanwhile
        if since is None or (told or at) - since <= span:
            found.append(Answer(at, since))
    return sorted(found, reverse=True, key=lambda answer: answer.at)
