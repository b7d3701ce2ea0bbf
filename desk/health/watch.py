"""Each alarm once, with its end: what stands now against what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.health.answers import fails_at_once, network, sources
from desk.health.pages import pages
from desk.health.records import Changes, Ended
from desk.health.running import running
from desk.health.silence import EPOCH, Calendar, dormant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from desk.health.records import Alarm, AlarmKind, DeskSeen, OutletSeen

NEW_NORMAL = 30  # days after which a change that stayed is how it is now
UNSEEN = 14  # days behind the newest visit of all: it is not crawled any more
SETTLING: frozenset[AlarmKind] = frozenset({"yield", "length", "undated", "copies", "robots"})
_SILENT: frozenset[AlarmKind] = frozenset({"broken", "dead", "html", "robots", "source"})


def watch(outlets: Sequence[OutletSeen], desk: DeskSeen, opened: Collection[Alarm], now: datetime) -> Changes:
    """The alarms that begin and those that are over. `opened`: all that were told and have no end yet."""
    known = {alarm.name: alarm for alarm in opened}
    stands = {alarm.name: alarm for alarm in _all(outlets, desk, known, now)}
    begun = tuple(alarm for name, alarm in stands.items() if name not in known)
    ended = tuple(Ended(alarm, _end(alarm, stands)) for name, alarm in known.items() if name not in stands)
    return Changes(begun, ended)


def _all(
    outlets: Sequence[OutletSeen], desk: DeskSeen, known: dict[tuple[str, str, str], Alarm], now: datetime
) -> Iterator[Alarm]:
    if line := network(desk, now, told=("network", "", "") in known):
        yield known.get(line.name, line)
    yield from running(desk, now)
    newest = max((outlet.last_crawled for outlet in outlets), default=now)
    watched = [outlet for outlet in outlets if (newest - outlet.last_crawled).days < UNSEEN]
    calendar = Calendar(watched, (now - EPOCH).days)
    held = line is not None or fails_at_once(watched)
    for outlet in watched:
        own = [alarm for alarm in known.values() if alarm.outlet_id == outlet.id]
        for alarm in _of_outlet(outlet, calendar, own, now):
            if not _is_normal(alarm, now) and not (held and alarm.kind in _SILENT and alarm.name not in known):
                yield alarm


def _of_outlet(outlet: OutletSeen, calendar: Calendar, own: Sequence[Alarm], now: datetime) -> Iterator[Alarm]:
    opened = {alarm.kind: alarm for alarm in own if not alarm.subject}
    told = {alarm.name: alarm for alarm in own}
    ill = False
    for alarm in sources(outlet, now):
        ill = ill or alarm.kind != "source"
        yield told.get(alarm.name, alarm)
    if not ill and (silent := dormant(outlet, calendar, opened.get("dormant"))):
        yield silent
    yield from pages(outlet, opened)


def _is_normal(alarm: Alarm, now: datetime) -> bool:
    """A layout, a robots.txt or a manner of reporting that stayed so long is how the outlet is now."""
    settles = alarm.kind in SETTLING and not alarm.subject
    return settles and alarm.opened_at is not None and (now - alarm.opened_at).days >= NEW_NORMAL


def _end(alarm: Alarm, stands: dict[tuple[str, str, str], Alarm]) -> str:
    others = [each.kind for each in stands.values() if each.outlet_id == alarm.outlet_id]
    if alarm.kind == "broken" and "dead" in others:
        return "it is told as dead now"
    return ENDS.get(alarm.kind, "it is as before")


ENDS: dict[AlarmKind, str] = {
    "broken": "it answers again", "dead": "it answers again", "html": "it is read again",
    "source": "the source answers again", "dormant": "it publishes again", "network": "outlets answer again",
    "crawl": "a crawl ended well", "digest": "a digest was made",
}  # fmt: skip
