"""What a digest is asked for: whose, of which topic and day, as of when; checked before anything is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desk.digest.records import Readership
from desk.errors import UsageError
from desk.outlet_groups import Group
from flows.digest_steps.target import Target, alive, owner, target
from flows.outlet_list import ids_of
from flows.settings import zone as zone_of
from warehouse.db import Warehouse
from warehouse.outbox import WarehouseOutbox

if TYPE_CHECKING:
    from delivery.outbox import Receipt
    from flows.settings import Settings

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """Whose digest of which topic, of which day, as of when; and the clock that sending goes by."""

    settings: Settings
    warehouse: Warehouse
    target: Target
    topic: str
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
        return Readership(self.target.name, (self.topic,))

    def outbox(self, digest_id: str) -> WarehouseOutbox:
        """The ledger of one digest."""
        return WarehouseOutbox(self.warehouse, digest_id, self.target.name, owner=owner(), alive=alive)

    def receiver_now(self) -> datetime:
        """What the receiver's clock says; DeliveryError if it cannot be asked."""
        from delivery.outbox import receiver_clock

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


def today(settings: Settings, now: datetime | None = None) -> str:
    """The ISO date of the digest's day, in the settings' time zone."""
    return (now or datetime.now(UTC)).astimezone(zone_of(settings)).date().isoformat()


def new_job(
    settings: Settings,
    day: str | None,
    now: datetime,
    topic: str | None,
    group: Group,
    clock: Clock,
    sleep: Callable[[float], None],
    since: str | None = None,
) -> DigestRequest:
    """The job; UsageError for a day that is none or has not come, ConfigError for settings that cannot be."""
    zone = zone_of(settings)
    this_day = day or today(settings, now)
    try:
        following = date.fromisoformat(this_day) + timedelta(days=1)
    except ValueError:
        raise UsageError(this_day, "is no date", "Write it as 2026-11-22") from None
    if this_day > today(settings, now):
        raise UsageError(this_day, "has not come yet", f"Today is {today(settings, now)}")
    until = min(now, datetime.combine(following, clock_time(), zone))
    name, title = _topic(settings, topic)
    warehouse = Warehouse(settings.home)
    outlets = ids_of(settings, group) if group.asked else None
    this_target = target(settings)
    return DigestRequest(
        settings, warehouse, this_target, name, title, this_day, zone, now, until, outlets,
        _since(since, zone, until), clock, sleep,
    )  # fmt: skip


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


def _topic(settings: Settings, wanted: str | None) -> tuple[str, str]:
    """Id and title of the topic; the bundled one unless another is named."""
    from desk.topic.topic_file import read

    known = {topic.id: topic.title for topic in (read(None), *map(read, settings.topics))}
    if wanted is None:
        return next(iter(known.items()))
    if wanted not in known:
        raise UsageError(wanted, "is no topic of this desk", "Known: " + ", ".join(known))
    return wanted, known[wanted]
