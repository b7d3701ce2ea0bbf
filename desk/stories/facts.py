"""What an opening says of how much and when: numbers beside what they count, times of day, weekdays.

Two quakes of one place, two raids of one police force, two quarters of one company are told in the same words;
what keeps them apart are their figures. A fact is "unit value": the unit is the stem of a telling word beside the
number ("4.6 magnitude", "40 killed"), `%`, or one of CLOCK and DAY.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from desk.stories.weekdays import days_named, nearest
from desk.text.terms import NUMBER, number, parts_of, weight

OPENING = 700  # characters of the lead in which facts are looked for: what comes after is background
CLOCK, DAY, SHARE = "@clock", "@day", "%"
COUNTED = 0.25  # weight from which a word says what a number counts
FAR = 3  # words from a number to one that says what it counts
RIVALS = 2  # exact figures at odds above which more say no more
ASIDE = 2  # days between two weekdays that reports of one event do not name: most come on its day and the day after
_SPLIT = re.compile(r"(?<=\d)([.:]) (?=\d)")  # "4. 6" and "2: 09", as text taken apart into words has it
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?\s*(a\.?\s?m\b|p\.?\s?m\b|uhr\b)|(?<![\d:.,])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*%?")


def facts(title: str, lead: str) -> frozenset[str]:
    """The facts of a title and the opening of its text; empty where none is told."""
    text = _SPLIT.sub(r"\1", f"{title} . {lead[:OPENING]}")
    clocks = {f"{CLOCK} {_minutes(found)}" for found in _CLOCK.finditer(text)}
    days = {f"{DAY} {day}" for day in days_named(text)}
    return frozenset(_counts(_WORD.findall(_CLOCK.sub(" ", text)))) | clocks | days


def compared(a: frozenset[str], b: frozenset[str]) -> tuple[float, float, float, float]:
    """(measure, figures, rivals, otherday) of two sets of facts.

    measure: 1 where both tell one number of one thing, or one time of day; figures: 1 where both tell numbers and
    none in common; rivals: how many exact figures (decimals, times of day) each tells of a thing of which the other
    tells another one, 0 to RIVALS; otherday: 1 where both name weekdays, and none within a day of another.
    """
    mine, yours = _by_unit(a), _by_unit(b)
    both = (mine.keys() & yours.keys()) - {DAY}
    shared = any(mine[unit] & yours[unit] for unit in both)
    here, there = _values(mine), _values(yours)
    apart = bool(here and there and not here & there)
    rivals = 0 if shared else min(len(_exact(mine, both)), len(_exact(yours, both)), RIVALS)
    days, others = _days(mine), _days(yours)
    otherday = bool(days and others) and nearest(days, others) >= ASIDE
    return float(shared), float(apart), float(rivals), float(otherday)


def _counts(words: list[str]) -> Iterator[str]:
    """ "unit value" of every number but a year: the telling word before it and the two behind it."""
    for at, word in enumerate(words):
        if word[0].isdigit() and not _YEAR.fullmatch(word):
            value = number(word.rstrip("%"))
            yield from (f"{unit} {value}" for unit in _units(words, at))
            if word.endswith("%"):
                yield f"{SHARE} {value}"


def _units(words: list[str], at: int) -> Iterator[str]:
    for beside, most in ((reversed(words[max(0, at - FAR) : at]), 1), (words[at + 1 : at + 1 + FAR], 2)):
        left = most
        for word in beside:
            if NUMBER.match(word) or not left:
                break
            first = next(iter(parts_of(word)), "")
            if first and weight(first) > COUNTED:
                left -= 1
                yield first


def _minutes(found: re.Match[str]) -> int:
    """Minutes since midnight; "p.m." is the afternoon."""
    hour, minute, half, full, past = found.groups()
    if full:
        return int(full) * 60 + int(past)
    noon = 12 if (half or "").casefold().startswith("p") else 0
    return (int(hour) % 12 + noon if half and half[0] in "aApP" else int(hour)) * 60 + int(minute or 0)


@lru_cache(maxsize=20_000)
def _by_unit(told: frozenset[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for fact in told:
        unit, _, value = fact.rpartition(" ")
        found[unit].add(value)
    return {unit: frozenset(values) for unit, values in found.items()}


def _values(by_unit: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All numbers, and times as such."""
    return frozenset(f"{unit}{v}" if unit == CLOCK else v for unit, vs in by_unit.items() if unit != DAY for v in vs)


def _exact(by_unit: Mapping[str, Iterable[str]], units: Iterable[str]) -> set[str]:
    """The numbers of these units that no two reports round differently; times of day count as one."""
    return {CLOCK if unit == CLOCK else v for unit in units for v in by_unit[unit] if unit == CLOCK or "." in v}


def _days(by_unit: Mapping[str, Iterable[str]]) -> frozenset[int]:
    return frozenset(map(int, by_unit.get(DAY, ())))
