"""The dates, months and weekdays that a sentence names, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desk.conflicts.stated import Value
from desk.conflicts.units import MONTHS, WEEKDAYS
from desk.text.common_words import fold

_ACCENTED = {"a": "aàáâãä", "c": "cç", "e": "eèéêë", "i": "iìíîï", "o": "oòóôõö", "u": "uùúûü"}


def _written(words: Iterable[str]) -> str:
    """A pattern of folded words as people write them, longest first: fevrier is also février."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join("".join(f"[{_ACCENTED[sign]}]" if sign in _ACCENTED else sign for sign in word) for word in longest)


_MONTH = _written(MONTHS)
_BARE_MONTH = re.compile(rf"(?<![^\W_])(?P<month>{_MONTH})(?![^\W_])", re.IGNORECASE)
_DOUBTFUL = {"may", "march", "mars", "mar", "mai", "sept", "dec", "jan", "august", "marzo"}  # other words, too
_BEFORE_MONTH = re.compile(r"(?:in|of|by|since|until|from|en|im|seit|bis|de|depuis) $", re.IGNORECASE)
_WEEKDAY = re.compile(  # a day of the week in Chinese stands between characters
    rf"(?<![^\W_])(?:{_written(word for word in WEEKDAYS if word.isascii())})(?![^\W_])"
    rf"|{'|'.join(word for word in WEEKDAYS if not word.isascii())}",
    re.IGNORECASE,
)
_DATES = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of| de)? (?P<month>{_MONTH})(?![^\W_])", re.IGNORECASE
    ),
    re.compile(rf"(?<![^\W_])(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.]*\d)", re.IGNORECASE),
    re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_DAY_WORDS = frozenset(word for word in (*MONTHS, *WEEKDAYS) if word.isascii())


def dates(text: str) -> Iterator[Value]:
    """Dates, months that stand alone, and days of the week."""
    if not _may_name_a_day(text):
        return  # the patterns below are slow, and most sentences name none
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month, day = match["month"], int(match["day"])
            number = MONTHS[fold(month)] if not month.isdigit() else int(month)
            if 1 <= number <= 12 and 1 <= day <= 31 and not _overlaps(taken, match):
                taken.append(match.span())
                yield Value("date", "date", number * 100 + day, 4, match[0], *match.span())
    for match in _BARE_MONTH.finditer(text):
        if not _overlaps(taken, match) and _is_a_month(text, match):
            yield Value("month", "month", MONTHS[fold(match[0])], 2, match[0], *match.span())
    for match in _WEEKDAY.finditer(text):
        yield Value("day", "weekday", WEEKDAYS[fold(match[0])], 1, match[0], *match.span())


def _may_name_a_day(text: str) -> bool:
    if text.isascii():  # there letters fold by their case alone, and all at once
        return not _DAY_WORDS.isdisjoint(_LETTERS.findall(text.lower()))
    words = _LETTERS.findall(text)
    return not _DAY_WORDS.isdisjoint(map(fold, words)) or any(sign in text for sign in "月周星")


def _is_a_month(text: str, match: re.Match[str]) -> bool:
    return fold(match[0]) not in _DOUBTFUL or bool(_BEFORE_MONTH.search(text[: match.start()]))


def _overlaps(taken: list[tuple[int, int]], match: re.Match[str]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in taken)
