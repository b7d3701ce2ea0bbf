"""Who had it when, as a plot: one row an article, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.digest.phrasing import cut, width

if TYPE_CHECKING:
    from pages.stories.told import Told

WIDTH, ROW, TOP, RIGHT = 760, 24, 30, 30
COLUMN, BESIDE = 7.2, 26  # of a name's letter; what is left free beside the names
MOST_ROWS = 80  # beyond that the table below tells
TICKS = 6
STEPS = (5, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400, 43200, 129600, 525600)  # minutes
NAME = 26  # columns of an outlet's name


@dataclass(frozen=True, slots=True)
class Dot:
    """An article's place in the plot."""

    x: float
    y: int
    name: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its time in words."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The plot's geometry in its own units; `left`: where its axis begins; `left_out`: articles without a row."""

    width: int
    height: int
    left: int
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def timeline(told: Sequence[Told]) -> Timeline | None:
    """The plot of a story's articles; None where there is nothing to compare."""
    if len(told) < 2:
        return None
    shown = sorted(told, key=lambda one: (one.time, one.id))[:MOST_ROWS]
    first, last = shown[0].time, shown[-1].time
    span = max((last - first).total_seconds(), 60.0)
    names = [cut(one.outlet, NAME) for one in shown]
    left = round(COLUMN * max(map(width, names))) + BESIDE
    wide = WIDTH - left - RIGHT

    def at(moment: datetime) -> float:
        return round(left + wide * (moment - first).total_seconds() / span, 1)

    dots = tuple(
        Dot(at(one.time), TOP + ROW * row + ROW // 2, name, one.kind or "report", one.title)
        for row, (one, name) in enumerate(zip(shown, names, strict=True))
    )
    ticks = tuple(Tick(at(moment), label) for moment, label in _ticks(first, last))
    return Timeline(WIDTH, TOP + ROW * len(shown) + 10, left, dots, ticks, len(told) - len(shown))


def _ticks(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    minutes = max((last - first).total_seconds() / 60, 1)
    step = next((one for one in STEPS if minutes / one <= TICKS), STEPS[-1])
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    passed = (first - midnight).total_seconds() // 60
    moment = midnight + timedelta(minutes=step * -(-passed // step))
    found: list[tuple[datetime, str]] = []
    while moment <= last and len(found) <= TICKS:
        clock = moment.strftime("%H:%M") if step < 1440 else ""
        day = f"{moment.day} {moment:%b}" if step >= 1440 or not found or clock == "00:00" else ""
        found.append((moment, f"{day} {clock}".strip()))
        moment += timedelta(minutes=step)
    return found
