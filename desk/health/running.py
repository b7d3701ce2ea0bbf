"""Whether the desk itself does what it uses to do: crawls and digests that are missing or late, by their own rhythm."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING

from desk.health.records import Alarm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from desk.health.records import AlarmKind, DeskSeen

FEWEST = 6  # times before anybody speaks of a rhythm
LONGEST = timedelta(days=8)  # a desk that runs less often than that has none
LEAST: dict[AlarmKind, timedelta] = {"crawl": timedelta(hours=3), "digest": timedelta(hours=26)}


def running(desk: DeskSeen, now: datetime) -> Iterator[Alarm]:
    """What is missing now."""
    both: tuple[tuple[AlarmKind, Sequence[datetime]], ...] = (("crawl", desk.crawls), ("digest", desk.digests))
    for kind, times in both:
        limit = patience(kind, times)
        if limit and now - times[-1] > limit:
            hours = (now - times[-1]) // timedelta(hours=1)
            words = f"the last {kind} that ended well began {hours} h ago; {limit / timedelta(hours=1):.0f} h are usual"
            yield Alarm(kind, "", "", times[-1], words)


def patience(kind: AlarmKind, times: Sequence[datetime]) -> timedelta | None:
    """How long the next one may take; None where there is no rhythm (too few, or by hand).

    Three times the usual pause of a crawl; of a digest, a tenth more than a day or than its longest usual pause.
    """
    pauses = sorted((later - time).total_seconds() for time, later in pairwise(times[-60:]))
    if len(pauses) < FEWEST:
        return None
    usual = timedelta(seconds=quantiles(pauses, n=10)[-1])  # the tenth longest of a hundred: weekends of a weekday desk
    if usual > LONGEST:
        return None
    return max(LEAST[kind], 3 * usual if kind == "crawl" else 1.1 * usual)
