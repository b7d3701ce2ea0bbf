"""Weekdays by their names in the languages read here: which days a text names."""

from __future__ import annotations

import re
from functools import cache

from desk.text.common_words import fold
from desk.text.scripts import HANGUL, UNSPACED

WEEK = 7
NAMED = """
    monday montag lundi lunes lunedi segunda-feira maandag poniedzial* понедельник* pazartesi mandag
    الاثنين الإثنين 周一 星期一 礼拜一 月曜 월요일;
    tuesday dienstag mardi martes martedi terca-feira dinsdag wtor* вторник* salı tirsdag tisdag
    الثلاثاء 周二 星期二 礼拜二 火曜 화요일;
    wednesday mittwoch mercredi miercoles mercoledi quarta-feira woensdag srod* среда среду среды среде
    carsamba onsdag الأربعاء 周三 星期三 礼拜三 水曜 수요일;
    thursday donnerstag jeudi jueves giovedi quinta-feira donderdag czwart* четверг* persembe torsdag
    الخميس 周四 星期四 礼拜四 木曜 목요일;
    friday freitag vendredi viernes venerdi sexta-feira vrijdag piat* пятниц* cuma fredag
    الجمعة 周五 星期五 礼拜五 金曜 금요일;
    saturday samstag sonnabend samedi sabado sabato zaterdag sobot* суббот* cumartesi lordag lørdag
    السبت 周六 星期六 礼拜六 土曜 토요일;
    sunday sonntag dimanche domingo domenica zondag niedziel* воскресен* pazar sondag søndag
    الأحد 周日 星期日 星期天 礼拜日 日曜 일요일
"""  # Monday to Sunday, a semicolon between; a name that ends in * stands for its inflections too
PART = "s|(?:vor|nach)?mittags?|morgens?|abends?|nachts?|fruh"  # what may be written behind it: Fridays, Montagabend
_SPACELESS = re.compile(f"[{UNSPACED}{HANGUL}]")


def days_named(text: str) -> frozenset[int]:
    """The weekdays a text names, 0 Monday to 6 Sunday."""
    return frozenset(int((found.lastgroup or "")[1:]) for found in _names().finditer(fold(text)))


def nearest(some: frozenset[int], others: frozenset[int]) -> int:
    """Days between the two nearest of two sets of weekdays, 0 to 3, the week being round; neither may be empty."""
    return min(min((a - b) % WEEK, (b - a) % WEEK) for a in some for b in others)


@cache
def _names() -> re.Pattern[str]:
    """All names, folded as the text is, a group for each day; those of scripts with spaces as whole words."""
    return re.compile("|".join(f"(?P<d{day}>{_named(names)})" for day, names in enumerate(NAMED.split(";"))))


def _named(names: str) -> str:
    spaced, spaceless = list[str](), list[str]()
    for name in names.split():
        plain = re.escape(fold(name.removesuffix("*"))) + (r"[^\W\d_]*" if name.endswith("*") else "")
        (spaceless if _SPACELESS.match(name) else spaced).append(plain)
    return rf"(?<![^\W\d_])(?:{'|'.join(spaced)})(?:{PART})?(?![^\W\d_])|{'|'.join(spaceless)}"
