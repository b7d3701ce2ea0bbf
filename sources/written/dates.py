"""Dates as people and programs write them: ISO, RFC 822 and its misspellings, months in words, East Asian, numbers.

A date needs a day, a month and a year of its own: what would have to be filled up from today ("2026-03", "5 May",
"12") is none. A number that may be either day or month is read as the language's readers read it, and is none where
that is not known.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

from sources.written.date_words import ENGLISH, LATIN_MONTHS, MONTH_FIRST, OTHER_MONTHS, OWN_MONTHS, ZONES

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)  # nothing on the web is older
LONGEST = 160  # characters that are looked at
_EPOCH = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T_ -]?(\d\d):?(\d\d)(?::?(\d\d))?)?(?=\D|$)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?([-/.])\s?(\d\d?)\s?\2\s?(\d\d?)(?!\d)")
_EAST_ASIAN = re.compile(
    r"(?:(令和|平成|民國|民国)\s*(\d{1,3}|元)|((?:19|20)\d\d))\s*[年년]\s*(\d\d?)\s*[月월]\s*(\d\d?)\s*[日号號일]"
)
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
_DAY_MONTH = re.compile(
    r"(?<![\w.])(\d\d?)(?:st|nd|rd|th|er|º|ª|\.)?[\s-]*(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?[\s-]*(?:de\s+|del\s+)?'?"
    r"((?:19|20)\d\d|\d\d(?=\D|$))(?![\d:])"
)
_MONTH_DAY = re.compile(
    r"(?<!\w)([^\W\d_]{3,12})\.?[\s-]+(\d\d?)(?:st|nd|rd|th)?(?=[\s,.-])(?:[^\d]*?\d\d?:\d\d(?::\d\d)?)?[^\d]*?((?:19|20)\d\d)(?!\d)"
)
_YEAR_MONTH_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\.|\s?m\.)?,?\s+([^\W\d_]{3,12})\.?\s+(\d\d?)(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d\d?)\s?([./-])\s?(\d\d?)\s?\2\s?((?:19|20)\d\d)(?!\d)")
_SHORT = re.compile(r"(?<![\d./])(\d\d)([./])(\d\d)\2(\d\d)(?![\d./])")
_CLOCK = re.compile(
    r"(上午|下午|午前|午後|오전|오후|凌晨|晚上)?\s*(?<![\d+-])(\d\d?)\s*(?:[:h時时点點시]|(?<=\d)\.(?=\d\d(?:\D|$)))\s*(\d\d)\s*(?:分|분)?"
    r"(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d:])(\d\d?)\s*([ap]\.?m\b\.?)", re.IGNORECASE)
_OFFSET = re.compile(r"(?:\b(?:GMT|UTC|Z)\s*)?([+\u2212-])(\d\d?):?(\d\d)?(?!\d)")
_ZONE = re.compile(r"(?<![A-Za-z])([A-Z]{2,5}|Z|МСК|мск)(?![A-Za-z])")
_DIGIT, _THAI, _BUDDHIST = re.compile(r"\d"), re.compile("[\u0e00-\u0e7f]"), re.compile(r"25\d\d")
_VIETNAMESE = re.compile(r"\s*\btháng\s+(0?[1-9]|1[0-2])\b,?(?:\s+năm)?", re.IGNORECASE)
# in Hebrew the month carries a "in" before it, in Persian and Arabic names stand between spaces
_OTHER_MONTH = re.compile(
    r"(?<!\w)ב?(" + "|".join(map(re.escape, sorted(OTHER_MONTHS, key=len, reverse=True))) + r")(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_AFTERNOON = frozenset(("下午", "午後", "오후", "晚上"))


def read(raw: object, language: str = "") -> tuple[datetime, bool] | None:
    """A written date as an aware datetime (UTC where no zone is named), and whether a time of day is given.

    raw: a string, or epoch seconds or milliseconds; language: a tag such as `en-GB` of the text it stands in, which
    says what `03/04/2026` means and whose CST it is. None for what is no date.
    """
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    text = str(raw).strip()[:LONGEST]
    if _EPOCH.fullmatch(text):
        return _epoch(float(text))
    if not re.search(r"\d", text):
        return None
    text = _plain(text)
    found = _day(text, language.lower())
    if found is None:
        return None
    (year, month, day), rest = found
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
        return _timed(midnight, rest, language.lower())
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    """One line in ASCII digits, with months of other scripts and languages of other orders in English."""
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if text.isascii():
        return text
    text = _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    if _THAI.search(text):
        text = _BUDDHIST.sub(lambda year: str(int(year[0]) - 543), text)
    text = _VIETNAMESE.sub(lambda month: f" {ENGLISH[int(month[1]) - 1]} ", text)
    text = _OTHER_MONTH.sub(lambda month: f" {ENGLISH[OTHER_MONTHS[month[1].lower()] - 1]} ", text)
    return " ".join(text.split()).replace(" ,", ",")


def instant(raw: object, language: str = "") -> datetime | None:
    """A written date in UTC; None if it is none, or older than the web."""
    found = read(raw, language)
    try:
        when = found[0].astimezone(UTC) if found else None
    except OverflowError:
        return None
    return when if when and when >= OLDEST else None


def _epoch(number: float) -> tuple[datetime, bool] | None:
    try:
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC), True
    except (ValueError, OverflowError, OSError):
        return None


def _day(text: str, language: str) -> tuple[tuple[int, int, int], str] | None:
    """Year, month and day, and the rest of the text, in which the time stands."""
    if found := _COMPACT.match(text):
        clock = ":".join(part for part in found.groups()[3:] if part)
        year, month, day = (int(part) for part in found.groups()[:3])
        return (year, month, day), f" {clock} {text[found.end() :]}"
    if found := _YEAR_FIRST.search(text):
        return (int(found[1]), int(found[3]), int(found[4])), _rest(text, found)
    if found := _EAST_ASIAN.search(text):
        year = int(found[3]) if found[3] else _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
        return (year, int(found[4]), int(found[5])), _rest(text, found)
    return _in_words(text, language) or _in_numbers(text, language)


def _in_words(text: str, language: str = "") -> tuple[tuple[int, int, int], str] | None:
    for found in _DAY_MONTH.finditer(text):
        if month := month_of(found[2], language):
            return (_whole_year(found[3]), month, int(found[1])), _rest(text, found)
    for found in _YEAR_MONTH_DAY.finditer(text):
        if month := month_of(found[2], language):
            return (int(found[1]), month, int(found[3])), _rest(text, found)
    for found in _MONTH_DAY.finditer(text):
        if month := month_of(found[1], language):
            head, year = text[found.start() : found.start(3)], int(found[3])
            inside = head[found.end(2) - found.start() :]  # Fri Nov 27 10:30:00 UTC 2026
            return (year, month, int(found[2])), inside + _rest(text, found)
    return None


def ambiguous(raw: str) -> tuple[date, date] | None:
    """The days that a date in numbers means, read day first and month first; None where there is but one way."""
    text = " ".join(unicodedata.normalize("NFKC", raw[:LONGEST]).split())
    found = None if _YEAR_FIRST.search(text) or _in_words(text) else _NUMBERS.search(text)
    if not found or found[2] == "." or found[1] == found[3] or max(int(found[1]), int(found[3])) > 12:
        return None
    year, first, second = int(found[4]), int(found[1]), int(found[3])
    try:
        return date(year, second, first), date(year, first, second)
    except ValueError:  # a nought for the month
        return None


def order(raw: str) -> str:
    """How a date in numbers must be read, "day" or "month" first; "" where both ways give a day, or it is none."""
    found = _NUMBERS.search(raw[:LONGEST])
    if not found or found[2] == ".":
        return ""
    return "day" if int(found[1]) > 12 >= int(found[3]) else "month" if int(found[3]) > 12 >= int(found[1]) else ""


def _in_numbers(text: str, language: str) -> tuple[tuple[int, int, int], str] | None:
    found = _NUMBERS.search(text) or _SHORT.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), _whole_year(found[4])
    if first > 12 or second > 12:
        day, month = (first, second) if first > 12 else (second, first)
    elif found[2] == "." or first == second:
        day, month = first, second
    elif not language:
        return None
    else:
        day, month = (second, first) if language in MONTH_FIRST else (first, second)
    return (year, month, day), _rest(text, found)


def _rest(text: str, found: re.Match[str]) -> str:
    """What stands behind a date, and before it: a time may be there."""
    return f" {text[found.end() :].removeprefix('T')} | {text[: found.start()]}"


def _whole_year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def month_of(word: str, language: str = "") -> int | None:
    """The number of a month's name or abbreviation in the languages of the outlets."""
    plain = word.casefold().strip(".")
    return OWN_MONTHS.get((plain, language[:2])) or LATIN_MONTHS.get(plain) or LATIN_MONTHS.get(_bare(plain))


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def _timed(midnight: datetime, rest: str, language: str) -> tuple[datetime, bool]:
    clock = _CLOCK.search(rest)
    if clock:
        half, hour, minute, second = clock[1] or clock[5] or "", int(clock[2]), int(clock[3]), int(clock[4] or 0)
        behind = rest[clock.end() :]
    elif clock := _HOUR.search(rest):
        half, hour, minute, second, behind = clock[2], int(clock[1]), 0, 0, rest[clock.end() :]
    else:
        return midnight, False
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in _AFTERNOON or half.lower().startswith("p") else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return midnight, False
    offset = _offset(behind.partition("|")[0], language)
    when = midnight + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return when.replace(tzinfo=timezone(offset)), True


def _offset(text: str, language: str) -> timedelta:
    """How far ahead of UTC the zone is that a text names; nothing where it names none that is known."""
    if found := _OFFSET.search(text):
        hours, minutes = int(found[2]), int(found[3] or 0)
        ahead = timedelta(hours=hours, minutes=minutes)
        if hours <= 14 and minutes < 60:
            return ahead if found[1] == "+" else -ahead
    for found in _ZONE.finditer(text):
        name = found[1]
        hours_of = ZONES.get(f"{name}.{language[:2]}", ZONES.get(name))
        if hours_of is not None:
            return timedelta(hours=hours_of)
    return timedelta()
