"""When a lead that failed is tried again: later and later, and after a while not any more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.errors import FetchError

if TYPE_CHECKING:
    from desk.errors import CopydeskError

HOUR = timedelta(hours=1)
PASSING = (2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR, 96 * HOUR, 168 * HOUR)  # no answer, 429, 5xx
MENDABLE = (2 * HOUR, 24 * HOUR, 168 * HOUR)  # a wrong answer: a redirect in a circle, a page without an article
GONE = frozenset({404, 410, 451})


def next_try(error: CopydeskError, attempts: int, now: datetime) -> datetime | None:
    """When to fetch a lead again that failed now and `attempts` times before; None: it is given up."""
    status = error.status if isinstance(error, FetchError) else None
    if status in GONE:
        return None
    passing = isinstance(error, FetchError) and error.passing
    waits = PASSING if passing else MENDABLE
    return now + waits[attempts] if attempts < len(waits) else None
