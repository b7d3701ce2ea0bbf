"""What a digest is asked for: whose, of which topic and day, as of when; checked before anything is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desk.digest.records import Readership
from desk.errors import UsageError
from desk.outlet_groups import Group
from flows.channel_list import topic_titles
from flows.digest_steps.target import PLAIN, Surroundings, Target, alive, owner, target
from flows.outlet_list import ids_of
from flows.settings import zone as zone_of
from flows.stored import warehouse_of
from warehouse.digests import load_digest
from warehouse.outbox import WarehouseOutbox

if TYPE_CHECKING:
    from delivery.outbox import Receipt
    from desk.digest.channel import Channel
    from desk.digest.records import Digest
    from flows.settings import Settings
    from warehouse.db import Warehouse

Clock = Callable[[], datetime]
ALL = Group()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person or a schedule asks for. topic and group are for the plain channel, which has none of its own."""

    channel: Channel = PLAIN
    day: str | None = None  # ISO date; None: today
    topic: str | None = None
    group: Group = ALL
    since: str | None = None  # ISO date or "14d"


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """Whose digest of which topics, of which day, as of when; and the clock that sending goes by."""

    settings: Settings
    warehouse: Warehouse
    channel: Channel
    target: Target
    topics: tuple[str, ...]
    title: str
    day: str
    zone: ZoneInfo
    now: datetime
    until: datetime  # the day's end if that is past, else now
    outlets: frozenset[str] | None  # ids: only stories that one of them reports; None: all
    since: datetime | None  # how far to look back for what is not told; None: COPYDESK_DIGEST_DAYS
    clock: Clock = field(repr=False)
    sleep: Callable[[float], None] = field(repr=False)

    @property
    def whose(self) -> Readership:
        """The ledger of what was told."""
        return Readership(self.target.name, self.topics, by_topic=self.channel.is_plain)

    @property
    def topic(self) -> str:
        """The id of the topic; of several all, with + between them."""
        return "+".join(self.topics)

    @property
    def name(self) -> str:
        """What the ids of its digests begin with."""
        return self.topic if self.channel.is_plain else self.channel.name

    @property
    def limit(self) -> int:
        """Stories in the digest proper."""
        return self.channel.limit or self.settings.digest_stories

    @property
    def in_brief(self) -> bool:
        """Whether the channel gets the five lines first."""
        return self.channel.form == "brief"

    def outbox(self, digest_id: str) -> WarehouseOutbox:
        """The ledger of one digest."""
        return WarehouseOutbox(self.warehouse, digest_id, self.target.name, owner=owner(), alive=alive)

    def receiver_now(self) -> datetime:
        """What the receiver's clock says; DeliveryError if it cannot be asked."""
        from delivery.sender import receiver_clock

        assert self.target.sender is not None
        return receiver_clock(self.target.sender, self.clock, self.sleep)()

    def deliver(self, digest_id: str) -> Receipt:
        """Send what of a digest is not yet sent."""
        from delivery.outbox import deliver

        assert self.target.sender is not None
        return deliver(self.outbox(digest_id), self.target.sender, clock=self.clock, sleep=self.sleep)


def steady() -> Clock:
    """Our time as it is now, carried on by a clock that nobody can set."""
    began, at = time.monotonic(), datetime.now(UTC)
    return lambda: at + timedelta(seconds=time.monotonic() - began)


def today(settings: Settings, now: datetime | None = None, channel: Channel = PLAIN) -> str:
    """The ISO date of the digest's day, in the channel's time zone."""
    return (now or datetime.now(UTC)).astimezone(zone_of(settings, channel.zone)).date().isoformat()


def new_job(
    settings: Settings, asked: Asked, now: datetime, clock: Clock, sleep: Callable[[float], None]
) -> DigestRequest:
    """The job; UsageError for a day that is none or has not come, ConfigError for settings that cannot be."""
    channel, zone = asked.channel, zone_of(settings, asked.channel.zone)
    day, until = _day(asked.day, today(settings, now, channel), zone, now)
    topics, title = _topics(settings, channel, asked.topic)
    warehouse = warehouse_of(settings)
    group = asked.group if asked.group.asked else Group(channel.tags, channel.languages)
    around = Surroundings(_loader(warehouse, channel, zone), clock)
    return DigestRequest(
        settings=settings,
        warehouse=warehouse,
        channel=channel,
        target=target(settings, channel, around),
        topics=topics,
        title=title,
        day=day,
        zone=zone,
        now=now,
        until=until,
        outlets=ids_of(settings, group) if group.asked else None,
        since=_since(asked.since, zone, until),
        clock=clock,
        sleep=sleep,
    )


def _day(given: str | None, this_day: str, zone: ZoneInfo, now: datetime) -> tuple[str, datetime]:
    """The day and the moment it is told up to: its end in the zone, or now."""
    day = given or this_day
    try:
        following = date.fromisoformat(day) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise UsageError(day, "is no date", "Write it as 2026-11-22") from None
    if day > this_day:
        raise UsageError(day, "has not come yet", f"Today is {this_day}")
    return day, min(now, datetime.combine(following, clock_time(), zone))


def _loader(warehouse: Warehouse, channel: Channel, zone: ZoneInfo) -> Callable[[str], Digest]:
    """How a sender gets at the digest of an id; each is read once."""

    @cache
    def load(digest_id: str) -> Digest:
        with warehouse.reading() as con:
            found = load_digest(con, digest_id, channel.ledger, zone)
        assert found is not None, f"{digest_id} was put into the outbox without being kept"
        return found

    return load


def _since(given: str | None, zone: ZoneInfo, until: datetime) -> datetime | None:
    """The moment an ISO date begins in the zone, or so many days ago ("14d"); UsageError for anything else."""
    if given is None:
        return None
    try:
        if given.endswith("d") and given[:-1].isdigit():
            return until - timedelta(days=int(given[:-1]))
        begins = datetime.combine(date.fromisoformat(given), clock_time(), zone)
    except (ValueError, OverflowError):
        raise UsageError(given, "is no date and no number of days", "Write 2026-11-01 or 14d") from None
    if begins >= until:
        raise UsageError(given, "has not come yet", "Name an earlier day")
    return begins


def _topics(settings: Settings, channel: Channel, wanted: str | None) -> tuple[tuple[str, ...], str]:
    """Ids and title of the topics; the bundled one unless others are named."""
    known = topic_titles(settings)
    if wanted is not None and wanted not in known:
        raise UsageError(wanted, "is no topic of this desk", "Known: " + ", ".join(known))
    topics = (wanted,) if wanted else channel.topics or (next(iter(known)),)
    return topics, channel.title or " and ".join(known[topic] for topic in topics)
