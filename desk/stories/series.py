"""Columns and their issues: titles that name a series (a newsletter, a week's round-up), not an event.

Two issues of one column look alike in every way that two reports of one event do, so they are told apart by rules
and not by weights: by what counts them (#301, No. 12, November 20), by the kind of text the title says it is
(briefing, wrap, release notes), and by a title both share that neither text tells anything of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desk.stories.cards import notices
from desk.text.common_words import fold
from desk.text.simplified import simplify
from desk.text.terms import weight, words

if TYPE_CHECKING:
    from desk.stories.cards import Card

_MONTH = (  # English, German, French, Spanish, Italian, Portuguese, Dutch; and English ones cut short
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|"
    r"mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|"
    r"maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|"
    r"novembro|dezembro|januari|februari|maart|mei|augustus)\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
MARK = re.compile(  # what counts the issues of a column: a number said to be one, or a date
    r"(?:[#№]|\b(?:no|nr|num|n[uú]mero|num[eé]ro|issue|vol|volume|ep|episode|edition|edici[oó]n|part|week|weekly|kw|"
    r"folge|ausgabe|teil|tome|semaine|semana|settimana|day|tag|выпуск|неделя|odc|sayı)\b\.?\s*[#№]?|\bn[°º]\s*)\s*\d+(?:[./]\d+)?"
    r"|第\s*[\d一二三四五六七八九十百]+\s*[期周号號回集弹彈週卷]"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s*(?:19|20)\d\d)?|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH}(?:\s+(?:19|20)\d\d)?"
    rf"|\b{_MONTH}\s+(?:19|20)\d\d\b|\d{{1,2}}月\d{{1,2}}日|(?:19|20)\d\d年\d{{1,2}}月|\b(?:19|20)\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?\b"
    r"|\b\d{1,2}[./]\d{1,2}(?:[./](?:\d\d){1,2})?(?=\W*$)"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day(?=\W*$)",
    re.IGNORECASE,
)
LAST = re.compile(r"(?<=\s)[\[(]?\d{1,4}[\])]?\s*$")  # "Import Coast 431"
LONGEST = 5  # words of a column's name before a bare number counts its issues: longer ones are sentences
JOINING = 0.3  # weight of a word ("rises to 41") that makes the number behind it part of a sentence
TELLS = 12  # terms of a lead from which a text can be expected to tell what its title says
BACKED = 0.34  # share of a title that a text tells, below which the title speaks of the column
DIFFERENT = 0.25  # overlap of two leads from which two texts may tell one thing
REPEATED = 0.6  # from which they are one text


@dataclass(frozen=True, slots=True)
class Column:
    """`name`: the folded words of a title without what counts the issue; `marks`: what counts it, folded."""

    name: tuple[str, ...]
    marks: frozenset[str]


@lru_cache(maxsize=65536)
def column(title: str) -> Column:
    """The title as that of an issue; without marks where nothing counts one."""
    plain = simplify(title)
    marks = {fold(found.group()) for found in MARK.finditer(plain)}
    rest = MARK.sub(" ", plain)
    if (last := LAST.search(rest)) and _is_name(rest[: last.start()]):
        marks.add(fold(last.group().strip()))
        rest = rest[: last.start()]
    return Column(tuple(fold(word) for word, _ in words(rest)), frozenset(marks))


def issues(a: Card, b: Card, lead: float) -> bool:
    """Whether two cards are two issues of a column, or of two columns; `lead` is the overlap of their leads, 0 to 1."""
    if lead >= REPEATED:
        return False
    mine, yours = column(a.title), column(b.title)
    if mine.name and mine.name == yours.name and mine.marks and yours.marks and not mine.marks & yours.marks:
        return True
    if is_column(a.title) and is_column(b.title):
        return True
    alike = bool(a.title_terms | b.title_terms) and a.title_terms == b.title_terms
    return alike and lead < DIFFERENT and not (_tells_title(a) or _tells_title(b))


@lru_cache(maxsize=65536)
def is_column(title: str) -> bool:
    """Whether a title says that it is a round-up, a newsletter or another kind of text that comes regularly."""
    return bool(notices("roundups", "columns").search(title))


def _tells_title(one: Card) -> bool:
    """Whether the text tells of what the title says; one too short to say is believed."""
    if len(one.lead_terms) < TELLS:
        return True
    mass = sum(map(weight, one.title_terms))
    return sum(map(weight, one.title_terms & one.lead_terms)) >= BACKED * mass


def _is_name(before: str) -> bool:
    said = words(before)
    return 0 < len(said) <= LONGEST and weight(fold(said[-1][0])) >= JOINING
