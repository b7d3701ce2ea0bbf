"""When a source is asked again: by its own rhythm, within bounds, and later the longer it fails. It never dies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.visits import SourceState

WEIGHT = 0.3  # of the newest observation in the moving average
SLACK = timedelta(minutes=5)  # a run that comes a little early asks all the same


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds between two visits of a source."""

    least: float = 1800.0
    most: float = 86_400.0
    first: float = 3600.0  # before anything is known of its rhythm
    failing_most: float = 43_200.0  # a failing source is asked at least this often, so that it recovers by itself
    heed: float = 21_600.0  # longest wish of a source (ttl, max-age) that is heeded


def due(state: SourceState, now: datetime) -> bool:
    """Whether it is time to ask the source."""
    return state.next_due is None or state.next_due <= now + SLACK


def after_success(
    state: SourceState, now: datetime, fresh: int | None, wish: float | None = None, bounds: Bounds | None = None
) -> SourceState:
    """The state after an answer with `fresh` new leads (None: it cannot be told), `wish` its ttl or max-age in seconds.

    The rhythm is an exponentially weighted moving average of the seconds per new lead; a visit without new
    leads lengthens it by half. The next visit comes after half the rhythm, so that few leads wait long.
    """
    bounds = bounds or Bounds()
    rhythm = state.interval or bounds.first * 2
    elapsed = (now - state.last_success).total_seconds() if state.last_success else None
    if state.failures:
        pass  # an outage says nothing of how often it publishes
    elif fresh and elapsed and elapsed > 0:
        rhythm += WEIGHT * (elapsed / fresh - rhythm)
    elif fresh == 0:
        rhythm *= 1.5
    rhythm = min(max(rhythm, bounds.least), bounds.most * 2)
    wait = max(rhythm / 2, min(wish or 0.0, bounds.heed))
    wait = min(max(wait, bounds.least), bounds.most)
    return replace(
        state, interval=rhythm, next_due=now + timedelta(seconds=wait), failures=0, last_success=now, failing_since=None
    )


def after_failure(
    state: SourceState, now: datetime, asked_to_wait: float | None = None, bounds: Bounds | None = None
) -> SourceState:
    """The state after a failed visit: twice as long for each failure in a row, up to a bound, never for good."""
    bounds = bounds or Bounds()
    failures = state.failures + 1
    wait = min(bounds.least * 2.0 ** min(failures - 1, 20), bounds.failing_most)
    wait = max(wait, min(asked_to_wait or 0.0, bounds.most))
    since = state.failing_since or now
    due_at = now + timedelta(seconds=wait)
    return replace(state, failures=failures, next_due=due_at, moved_to=None, failing_since=since)
