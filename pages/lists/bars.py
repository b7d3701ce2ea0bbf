"""Numbers over time as small drawings: a sparkline, and bars stacked by language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.digest.phrasing import counted, language_name

DAYS = 30  # of a sparkline
SPARK_WIDTH, SPARK_HEIGHT = 120, 22
WIDTH, HEIGHT, BELOW = 720, 140, 22  # of the bars
DAILY = 45  # days up to which each has a bar of its own; beyond that weeks have
MOST_WEEKS = 52
SHADES = 4  # languages with a shade of their own; the others share the last


@dataclass(frozen=True, slots=True)
class Spark:
    """A line through a number a day, and the places of days on which a visit failed. In words: `told`."""

    points: str
    bad: tuple[float, ...]
    told: str


def spark(days: Mapping[int, tuple[int, bool]]) -> Spark:
    """The line of the last DAYS days; `days`: days ago → articles, and whether a visit failed."""
    numbers = [days.get(ago, (0, False))[0] for ago in range(DAYS - 1, -1, -1)]
    most, step = max([*numbers, 1]), SPARK_WIDTH / (DAYS - 1)
    points = " ".join(
        f"{round(place * step, 1):g},{round(SPARK_HEIGHT - 2 - (SPARK_HEIGHT - 4) * number / most, 1):g}"
        for place, number in enumerate(numbers)
    )
    bad = tuple(round((DAYS - 1 - ago) * step, 1) for ago, (_, failed) in sorted(days.items(), reverse=True) if failed)
    return Spark(
        points,
        bad,
        f"{counted(sum(numbers), 'article')} in {DAYS} days, at most {max(numbers)} a day; "
        f"{counted(len(bad), 'day')} failed",
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: one language of one day or week."""

    x: float
    y: float
    width: float
    height: float
    shade: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A plot. legend: languages with shade and number; labels: place and words below; top: the highest bar's number."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, int, int], ...]
    labels: tuple[tuple[float, str], ...]
    top: int
    weekly: bool


def bars(counted: Iterable[tuple[date, str, int]]) -> Bars | None:
    """Bars of (day, language, articles); None where there is nothing."""
    told = list(counted)
    if not told:
        return None
    first, last = min(day for day, _, _ in told), max(day for day, _, _ in told)
    weekly = (last - first).days >= DAILY
    step = 7 if weekly else 1
    start = first
    if weekly:
        start = max(_monday(first), _monday(last) - timedelta(weeks=MOST_WEEKS - 1))
    slots: dict[int, Counter[str]] = defaultdict(Counter)
    languages: Counter[str] = Counter()
    for day, language, number in told:
        if day >= start:
            slots[(day - start).days // step][language] += number
            languages[language] += number
    ranked = [language for language, _ in languages.most_common()]
    shade = {language: min(place, SHADES - 1) for place, language in enumerate(ranked)}
    number = (last - start).days // step + 1
    drawn, top = _stacked(slots, ranked, shade, WIDTH / max(number, 12))
    legend = tuple((language_name(code) or "unknown", shade[code], languages[code]) for code in ranked)
    labels = _labels(start, number, step, WIDTH / max(number, 12))
    return Bars(WIDTH, HEIGHT + BELOW, tuple(drawn), legend, labels, top, weekly)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _stacked(
    slots: Mapping[int, Counter[str]], ranked: Sequence[str], shade: Mapping[str, int], wide: float
) -> tuple[list[Bar], int]:
    top = max(sum(found.values()) for found in slots.values())
    drawn = []
    for slot, found in sorted(slots.items()):
        at = float(HEIGHT)
        for language in ranked:
            if found[language]:
                high = (HEIGHT - 10) * found[language] / top
                at -= high
                box = (round(slot * wide, 1), round(at, 1), round(wide * 0.8, 1), round(high, 1))
                drawn.append(Bar(*box, shade[language]))
    return drawn, top


def _labels(start: date, number: int, step: int, wide: float) -> tuple[tuple[float, str], ...]:
    every = max(1, -(-number // 8))
    days = ((slot, start + timedelta(days=slot * step)) for slot in range(0, number, every))
    return tuple((round(slot * wide, 1), f"{day.day} {day:%b}") for slot, day in days)
