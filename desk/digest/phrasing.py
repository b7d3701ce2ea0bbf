"""How the digest words things: cuts, language names, times, kinds of copies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from desk.text.scripts import unspaced

TITLE = 200  # display columns; a Chinese character takes two
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# A rewrite is inferred from names, numbers and order, so it is never worded as a certainty.
_KINDS = {
    "exact": "same text",
    "near": "nearly the same text",
    "excerpt": "excerpt",
    "spun": "reworded copy",
    "translation": "translation",
    "rewrite": "likely rewritten",
}

_COUNTED_KINDS = {
    "exact": "syndicated",
    "near": "syndicated",
    "excerpt": "excerpted",
    "spun": "spun",
    "translation": "translated",
    "rewrite": "likely rewritten",
}

PRINTS_YOURS, TAKES_FROM = ", prints your text", ", takes from "  # after an outlet's name
_REMARK = re.compile(rf"(?:{PRINTS_YOURS}|{TAKES_FROM}[\d,]+ articles?)$")


def width(text: str) -> int:
    """Display columns: wide and full-width characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    columns = 0
    for char in text:
        if not unicodedata.combining(char):
            columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return columns


def cut(text: str, columns: int) -> str:
    """At most `columns` display columns: cut between words (characters, in scripts without spaces), ends in "…"."""
    if width(text) <= columns:
        return text
    end = _fitting(text, columns - 1)
    whole = end
    while whole and not _may_part(text, whole):
        whole -= 1
    if whole < end // 3:  # one endless word: better cut inside it than show nothing
        whole = end
    return text[:whole].rstrip(" ,;:–—-.·、，。；：") + "…"


def _fitting(text: str, columns: int) -> int:
    """How many characters fit, never parting a letter from its marks or a joined emoji."""
    used, end = 0, 0
    for at, char in enumerate(text):
        used += width(char)
        if used > columns:
            break
        end = at + 1
    while end and end < len(text) and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f"):
        end -= 1
    return end


def _may_part(text: str, at: int) -> bool:
    """Whether the text may be cut before position `at`: at a space, or beside a character of an unspaced script."""
    before, after = text[at - 1], text[at] if at < len(text) else " "
    return after.isspace() or before.isspace() or stands_alone(before) or stands_alone(after)


def stands_alone(char: str) -> bool:
    """Whether a character is a word of its own: it is wide, or of a script without spaces."""
    return unicodedata.east_asian_width(char) in "WF" or unspaced(char)


def told_by(shown: str) -> str:
    """The name of an outlet that is shown with what its report is made of."""
    return _REMARK.sub("", shown)


def language_name(code: str) -> str:
    """English name of an ISO 639-1 code; the code itself where we have none, "" for unknown."""
    return "" if code in ("", "und") else _LANGUAGES.get(code.split("-")[0].lower(), code)


def clock(moment: datetime | None, day: str) -> str:
    """ "09:40" on the digest's own day, "21 Nov 09:40" before, "21 Nov 2025" in another year, "" if unknown."""
    if moment is None:
        return ""
    if moment.date().isoformat() == day:
        return f"{moment:%H:%M}"
    named = f"{moment.day} {_MONTHS[moment.month - 1]}"
    return f"{named} {moment:%H:%M}" if day.startswith(f"{moment.year}-") else f"{named} {moment.year}"


def long_day(day: str) -> str:
    """An ISO date as "Sunday, 22 November 2026" would be read, months short: "Sunday 22 Nov 2026"."""
    moment = datetime.fromisoformat(day)
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def short_day(day: date) -> str:
    """ "Saturday 21 Nov"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def kind_in_words(kind: str) -> str:
    """A copy's kind for readers; a rewrite is only ever "likely"."""
    return _KINDS.get(kind, kind)


def kind_of_many(kind: str) -> str:
    """A copy's kind where copies are counted: "2 syndicated, 1 spun"."""
    return _COUNTED_KINDS.get(kind, kind)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 outlet", "3 outlets", "2 copies", "2 days"; `many` for a plural that follows no rule."""
    plural = many or (one[:-1] + "ies" if one.endswith("y") and one[-2] not in "aeiou" else one + "s")
    return f"{number:,} {one if number == 1 else plural}"


def listed(names: Iterable[str], most: int, between: str = ", ") -> str:
    """ "A, B, C and 4 more"."""
    known = list(names)
    shown = between.join(known[:most])
    return f"{shown} and {len(known) - most} more" if len(known) > most else shown
