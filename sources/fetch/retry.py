"""What may pass and is tried again, and how long to wait: exponential back-off with full jitter, Retry-After first."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.errors import FetchError

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
ASKS_FOR_PEACE = frozenset({429, 503})


def backoff(attempt: int, random: Random, base: float = 1.0, most: float = 30.0) -> float:
    """Seconds before attempt + 1 (attempt counts from 1), drawn between half and all of base·2^(attempt-1).

    After "Exponential Backoff And Jitter" (M. Brooker, AWS Architecture Blog, 2015), the equal-jitter variant.
    """
    full = min(most, base * 2.0 ** (attempt - 1))
    return full / 2 + random.random() * full / 2


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds a Retry-After header asks for (a number or an HTTP date); None if absent or unreadable."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            until = parsedate_to_datetime(value)
            seconds = ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
        except (TypeError, ValueError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def worth_another(error: FetchError) -> bool:
    """Whether another attempt in this run makes sense: not after a time-out, which costs the outlet too much time."""
    return error.passing and error.code not in ("budget", "timeout")
