"""What stands beside the names in a byline and is nobody: dates, times, reading times, offices, buttons."""

from __future__ import annotations

import re

from sources.written.date_words import LATIN_MONTHS
from sources.written.dates import month_of

_DAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|die|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì"
    r"|mercoledì|giovedì|venerdì|sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)-feira|понедельник|вторник|среда"
    r"|четверг|пятница|суббота|воскресенье"
)
_MONTHS = f"(?:{'|'.join(map(re.escape, sorted(LATIN_MONTHS, key=len, reverse=True)))})"
_DAY = re.compile(
    rf"(?:\b(?:on|am|le|el|il|den|op|em|på)\s+)?(?:\b(?:{_DAYS}|mon|tue|wed|thu|fri|sat|sun)\b[.,]*\s*)?"
    rf"(?:\b{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?"
    rf"|\b\d{{1,2}}(?:\.|er|st|nd|rd|th|º)?\s+(?:de\s+|of\s+)?{_MONTHS}\.?(?:,?\s+(?:de\s+)?(?:19|20)\d\d)?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?:19|20)\d\d\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}\s?[日일]?|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b"
)
_CLOCK = re.compile(
    r"(?:\b(?:at|um|à|a las|kl\.?|alle|ore)\s+)?\b\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?|uhr\b)?"
    r"(?:\s*[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_READING = re.compile(
    r"\b\d{1,3}\s*[-–]?\s*min(?:ute[ns]?|uten|uti|utos)?\b\.?\s*(?:read\w*|de lecture|de lectura|de leitura|di lettura"
    r"|lesezeit|leestijd)?|\b(?:lesezeit|reading time|temps de lecture|tiempo de lectura|time to read)\b[:\s]*"
    r"|\d{1,3}\s*分钟?(?:阅读|閱讀)?|読了.*",
    re.IGNORECASE,
)
_STAMPED = re.compile(
    r"\b(?:(?:last|first)\s+)?(?:updated|published|posted|modified|reviewed|aktualisiert|veröffentlicht|publié"
    r"|mis à jour|publicado|actualizado|aggiornato|pubblicato)\b(?:\s+(?:on|am|le|el|il))?\s*:?",
    re.IGNORECASE,
)
# what Chinese and Korean papers write behind a reporter's name: "／台北報導", " 기자"
_FILED = re.compile(
    r"\s*[／/]\s*[^／/;]{0,8}(?:報導|报道|報道)|\s*(?:선임|수습|인턴|객원)?\s?(?:기자|특파원|논설위원)(?=\s|;|,|$)"
)
_ON_A_DAY = re.compile(rf"\s(?:on|am|le|el|il)\s+(?:{_DAYS})\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\s+(?:(?:senior|staff|contributing|associate|managing|chief|deputy|guest|freelance|executive|political|technology"
    r"|science|business)\s+)*(?:former\b|(?:co-?)?founder\b|writer\b|editor\b|reporter\b|correspondent\b|contributor\b"
    r"|columnist\b|journalist\b|producer\b|redakteur(?:in)?\b|korrespondent(?:in)?\b).*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:author|article|guest post|autor(?:in)?|auteur|autore)s?\s*(?:by\b)?\s*:?\s+(?=\S)", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"(?:{_DAYS})\.?", re.IGNORECASE)
_FIRST_NAMES = frozenset(("april", "may", "june", "august", "jan", "julio", "mart"))


def without_noise(text: str) -> str:
    """A credit without dates, times of day and reading times; separators stand in their places."""
    text = _STAMPED.sub("; ", text)
    for pattern in (_DAY, _NUMBERS, _CLOCK, _READING, _ON_A_DAY):
        text = pattern.sub("; ", text)
    return text


def without_office(name: str) -> str:
    """A name without what its bearer does, which stands before or behind it without a comma."""
    name = _LEADING.sub("", name)
    bare = _OFFICE.sub("", name)
    return _FILED.sub("", bare if len(bare.split()) >= 2 else name)


def is_noise(piece: str, *, alone: bool) -> bool:
    """Whether a piece of a credit is a month, a day of the week, or a number; `alone`: there is no other piece."""
    word = piece.casefold().strip(" .,")
    if not word or _WEEKDAY.fullmatch(word) or not re.search(r"[^\W\d_]{2}|[^\x00-\u02ff]", word):
        return True
    return month_of(word) is not None and not (alone and word in _FIRST_NAMES)
