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
    over = [alarm for name, alarm in known.items() if name not in stands]
    seen = {outlet.id for outlet in _watched(outlets, now)}
    return Changes(begun, tuple(Ended(alarm, _end(alarm, stands.values(), desk, seen, now)) for alarm in over))


def _all(
    outlets: Sequence[OutletSeen], desk: DeskSeen, known: dict[tuple[str, str, str], Alarm], now: datetime
) -> Iterator[Alarm]:
    yield from running(desk, now)
    watched = _watched(outlets, now)
    told = known.get(("network", "", ""))
    if line := network(watched, now, told):
        yield line
    calendar = Calendar(watched, (now - EPOCH).days)
    held = line is not None or told is not None or fails_at_once(watched)
    for outlet in watched:
        own = [alarm for alarm in known.values() if alarm.outlet_id == outlet.id]
        for alarm in _of_outlet(outlet, calendar, own, now, held=held or not _asked_since(outlet, desk.line_up)):
            if not _is_normal(alarm, now):
                yield alarm


def _watched(outlets: Sequence[OutletSeen], now: datetime) -> list[OutletSeen]:
    newest = max((outlet.last_crawled for outlet in outlets), default=now)
    return [outlet for outlet in outlets if (newest - outlet.last_crawled).days < UNSEEN]


def _asked_since(outlet: OutletSeen, up: datetime | None) -> bool:
    """Whether an outlet was asked since our own line is up: what failed while it was down says nothing of it."""
    return up is None or any(source.visited_at and source.visited_at > up for source in outlet.sources)


def _of_outlet(
    outlet: OutletSeen, calendar: Calendar, own: Sequence[Alarm], now: datetime, *, held: bool
) -> Iterator[Alarm]:
    """Every trouble that stands with an outlet; `held`: nothing new is said of its sources."""
    opened = {alarm.kind: alarm for alarm in own if not alarm.subject}
    told = {alarm.name: alarm for alarm in own}
    found = [told.get(alarm.name, alarm) for alarm in sources(outlet, now, told)]
    ill = any(alarm.kind != "source" for alarm in found)
    if held and not all(alarm.number for alarm in found):
        found = [alarm for alarm in own if alarm.kind in _SILENT and (alarm.subject or alarm.kind != "robots")]
    yield from found
    silent = dormant(outlet, calendar, opened.get("dormant"))
    if silent and (silent.number or not ill):
        yield silent
    yield from pages(outlet, opened)


def _is_normal(alarm: Alarm, now: datetime) -> bool:
    """A layout, a robots.txt or a manner of reporting that stayed so long is how the outlet is now."""
    settles = alarm.kind in SETTLING and not alarm.subject
    return settles and alarm.opened_at is not None and (now - alarm.opened_at).days >= NEW_NORMAL


def _end(alarm: Alarm, stands: Collection[Alarm], desk: DeskSeen, seen: Collection[str], now: datetime) -> str:
    """What showed that it is over. `seen`: outlets that are still crawled."""
    if alarm.outlet_id and alarm.outlet_id not in seen:
        return "it is not crawled any more"
    times = {"crawl": desk.crawls, "digest": desk.digests}.get(alarm.kind)
    if times is not None and not any(time > alarm.since for time in times):
        return "it is not expected any more"
    others = [each.kind for each in stands if each.outlet_id == alarm.outlet_id]
    if alarm.kind in ("broken", "source") and "dead" in others:
        return "it is told as dead now"
    if alarm.kind == "source" and "broken" in others:
        return "it is told as broken now"
    if _is_normal(alarm, now):
        return f"it stayed so for {NEW_NORMAL} days: that is how it is now"
    return ENDS.get(alarm.kind, "it is as before")


ENDS: dict[AlarmKind, str] = {
    "broken": "it answers again", "dead": "it answers again", "html": "it is read again",
    "source": "the source answers again", "dormant": "it publishes again", "network": "outlets answer again",
    "crawl": "a crawl ended well", "digest": "a digest was made",
}  # fmt: skip
