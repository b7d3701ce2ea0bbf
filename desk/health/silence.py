"""An outlet that answers and publishes nothing: its pauses counted in the newsroom's own time.

A day counts as much as the outlets together publish on it, so that a weekend or a week of holidays is short for all,
and only who is silent while the others are not is told.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from desk.health.chances import longest_pause
from desk.health.records import Alarm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.health.records import OutletSeen

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FEWEST_PAUSES = 5
LEAST = 2.0  # whole days of the newsroom's time that nobody is missed for
LONGEST = 180.0  # half a year, whatever the rhythm
SPAN = 180  # days looked at
ENOUGH = 8  # outlets that make a common rhythm


class Calendar:
    """How much each day of the last half year counts: 1 on average, little when nearly all were silent."""

    def __init__(self, outlets: Iterable[OutletSeen], today: int) -> None:
        """`today` is not over yet and counts nothing."""
        self.today, self._first = today, today - SPAN
        lively = [outlet.published for outlet in outlets if len(outlet.published) > FEWEST_PAUSES]
        there, seen = Counter[int](), Counter[int]()
        for days in lively:
            seen.update(days)
            for day in range(max(days[0], self._first), today):
                there[day] += 1
        span = range(self._first, today)
        shares = {day: seen[day] / there[day] if there[day] else 0.0 for day in span}
        known = [shares[day] for day in span if there[day] >= ENOUGH]
        mean = sum(known) / len(known) if known else 0.0
        weights = [min(max(shares[day] / mean, 0.1), 1.5) if mean and there[day] >= ENOUGH else 1.0 for day in span]
        self._until = [0.0, *accumulate(weights)]

    def between(self, day: int, later: int) -> float:
        """The newsroom's time from `day` to `later`, both at their beginning."""
        at = [min(max(each - self._first, 0), len(self._until) - 1) for each in (day, later)]
        return self._until[at[1]] - self._until[at[0]]


def dormant(outlet: OutletSeen, calendar: Calendar, opened: Alarm | None) -> Alarm | None:
    """The alarm, if it answers and is silent for longer than its pauses explain; none before six days with news."""
    if len(outlet.published) <= FEWEST_PAUSES:
        return opened
    last = max(outlet.published[-1], outlet.last_lead or 0)
    if opened:  # days weigh otherwise as time goes on: only something new ends it
        return opened if last <= (opened.since - EPOCH).days else None
    began = (outlet.first_crawled - EPOCH).days
    pauses = [calendar.between(day, later) for day, later in pairwise(outlet.published)]
    limit = min(max(longest_pause(pauses), LEAST), LONGEST)
    silent = calendar.between(last + 1, min(calendar.today, (outlet.last_crawled - EPOCH).days))
    if silent <= limit or last < began - limit:  # or silent before we knew it: no news
        return None
    since = EPOCH + timedelta(days=last)
    usual = sorted(later - day for day, later in pairwise(outlet.published))
    words = f"answers, and has nothing new since {since:%Y-%m-%d}; its longest pause was {_days(usual[-1])}"
    return Alarm("dormant", outlet.id, "", since, words, {"limit": round(limit, 1)})


def _days(number: int) -> str:
    return "a day" if number == 1 else f"{number} days"
