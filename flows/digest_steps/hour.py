"""When a digest is due on a day whose clocks change.

Prefect's cron sets off an hour that a spring night leaves out an hour early: `30 2 * * *` at 01:30 (prefect 3.8.8).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LONGEST = timedelta(hours=2)  # no change of clocks is longer


def wait(hour: str, zone: ZoneInfo, now: datetime) -> float:
    """Seconds to wait for `hour` (HH:MM) where today has no such hour and the run came before it; else 0."""
    here = now.astimezone(zone)
    hours, minutes = map(int, hour.split(":"))
    due = here.replace(hour=hours, minute=minutes, second=0, microsecond=0, fold=0)
    instant = due.astimezone(UTC)  # of an hour that is left out: that much after the change
    exists = instant.astimezone(zone).replace(tzinfo=None) == due.replace(tzinfo=None)
    left = instant - now
    return left.total_seconds() if not exists and timedelta(0) < left <= LONGEST else 0.0
