"""Older states of the reading copy: the last one of each day, kept by a link when the next takes its place.

A state costs what `reading.duckdb` costs, not its texts and its index: these only grow, and a state says itself which
articles belong to it.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.errors import UsageError
from warehouse.reading_sql import READING_NAME, no_copy

log = logging.getLogger(__name__)

FOLDER = "states"  # under COPYDESK_HOME
NAME = "%Y%m%dT%H%M%SZ.duckdb"


@dataclass(frozen=True, slots=True, order=True)
class State:
    """What could be asked from `published` on, in `file`."""

    published: datetime
    file: Path


def keep(home: Path, now: datetime) -> None:
    """Before another copy takes its place at `now`: keep the reading copy if it is the last of an earlier UTC day.

    What cannot be kept costs no publishing; the log says so.
    """
    target = home / READING_NAME
    if not target.exists() or (published := _published(target)).date() >= now.astimezone(UTC).date():
        return
    try:
        (home / FOLDER).mkdir(exist_ok=True)
        with suppress(FileExistsError):
            os.link(target, home / FOLDER / published.strftime(NAME))
    except OSError as error:
        log.warning("%s: the state of %s is not kept (%s)", home / FOLDER, published.date(), error.strerror)


def states(home: Path) -> list[State]:
    """The states that are kept, the oldest first; the reading copy of now is none of them."""
    found = []
    for file in (home / FOLDER).glob("*.duckdb"):
        with suppress(ValueError):
            found.append(State(datetime.strptime(file.name, NAME).replace(tzinfo=UTC), file))
    return sorted(found)


def state_at(home: Path, moment: datetime) -> State:
    """What could be asked at that moment: the last state published until then; UsageError if none is kept that old."""
    target = home / READING_NAME
    if not target.exists():
        raise no_copy(target)
    known = [*states(home), State(_published(target), target)]
    fitting = [state for state in known if state.published <= moment]
    if not fitting:
        problem = f"no state of that time is kept; the oldest is of {known[0].published:%Y-%m-%d %H:%M} UTC"
        raise UsageError("--at", problem, "COPYDESK_STATE_DAYS says how long they are kept")
    return fitting[-1]


def let_go(home: Path, now: datetime, days: int) -> tuple[int, int]:
    """Delete the states that are older than `days`; returns how many are left, and their bytes."""
    kept = bytes_kept = 0
    for state in states(home):
        if state.published < now - timedelta(days=days):
            state.file.unlink(missing_ok=True)
        else:
            kept, bytes_kept = kept + 1, bytes_kept + state.file.stat().st_size
    return kept, bytes_kept


def _published(target: Path) -> datetime:
    return datetime.fromtimestamp(target.stat().st_mtime, UTC)
