"""The names in a credit of several lines: names, and below them what their bearers do, where they sit, since when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WORDS = 5  # of a name
# a credit of a source or a picture, or of who saw the text through: none of its authors
_OTHERS = re.compile(
    r"\s*(?:(?:quellen?|sources?|fonte|fuente|kaynak|sumber|kilde|källa|fotos?|photos?|images?|bild(?:er)?|credits?"
    r"|pictures?|illustrations?|translat(?:ed|ion)|übersetz(?:t|ung))\b"
    r"|(?:(?:copy|managing|chief|news|medical|legal|fact)[\s-]+)*"
    r"(?:edited|reviewed|checked|approved|verified|curated|presented|sponsored)(?:\s+by\b|\s*:)"
    r"|(?:editors?|editing|editoras?|redaktør|redaktör|penyunting|editör)\s*[:：])",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?:written|reported|authored|posted|published|story|words|text|article)\s+)?by\s*:?\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
_ONLY_BY = re.compile(
    r"(?:(?:written|posted|words|story|article|text|reported)\s+)?(?:by|von|par|por|di|door|av|af|от)\s*:?",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\s*(?:\||•|·)?\s*\b(?:edited|(?:medically\s+)?reviewed|fact[\s-]checked)\s+by\b.*", re.IGNORECASE)
# what somebody does, no name ("Senior Editor"); an office behind a "by" is named where nobody else is
WORK = re.compile(
    r"\b(?:reporters?|correspondents?|editors?|editorial|writers?|journalists?|columnists?|contributors?|producers?|analysts?"
    r"|managers?|coordinators?|directors?|consultants?|specialists?|strategists?|engineers?|developers?|founders?|officer"
    r"|president|professors?|lecturers?|attorney|lawyer|experts?|experience|researchers?|scientists?|fellow|head of"
    r"|lead|intern|office|university|institute|agency|department|architect|freelancers?|blogger|certified|licensed"
    r"|staff|desk|newsroom|redakteur(?:in)?|redaktionsleiter(?:in)?|korrespondent(?:in)?|journalistin|autorin|volontär(?:in)?|journaliste|rédact\w+|correspondante?|redactora?"
    r"|periodista|corresponsal|giornalista|redattrice|redattore|jornalista|repórter|корреспондент|редактор|журналист"
    r"|обозреватель|muhabir|editör|yazar|dziennikarz|reporterka|redaktor|verslaggever|redacteur|journalisten|reportern)\b"
    r"|记者|記者|编辑|編輯|편집|기자$|特派員|論説|委員",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:for|at|via|in|from|on|with|[-–—])\s+.*$", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?:,?\s+(?:RN|BSN|MD|DO|PhD|Ph\.?\s?D|MBA|CFP|CEPF|CFA|CPA|JD|RD|MPH|MSc|BSc|DVM|LCSW|Esq|DDS)\.?®?)+$"
)
_SYMBOLS = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff@#]+")
_COUNT = re.compile(r"\s*\d.*$")
_PARTICLES = frozenset(
    ("de", "da", "di", "du", "del", "dos", "von", "van", "der", "den", "la", "le", "al", "el", "bin", "ben", "ter",
     "zu", "ten", "of", "y", "e", "af", "av")
)  # fmt: skip


def names(credit: str, read: Callable[[str], list[str]]) -> list[str]:
    """The names in a credit whose lines are parted by line breaks; `read` finds those in one line."""
    found: list[str] = []
    offices: list[str] = []
    for line in credit.split("\n"):
        told = _own_part(line)
        if not told or (found and len(told.split()) > 2 * MOST_WORDS):
            continue
        for name in filter(None, map(_bare, read(told))):
            if WORK.search(name):
                offices += [name] if told != line else []
            elif not found or _like_a_name(name):
                found.append(name)
    return found or offices


def _own_part(line: str) -> str:
    """What a line says of authors: what stands behind its "by", without who edited; "" where it is of others."""
    if _OTHERS.match(line) or _ONLY_BY.fullmatch(line):
        return ""
    line = _ALSO.sub("", line)
    by = _BY.search(line)
    return line[by.end() :] if by else line


def _bare(name: str) -> str:
    """A name without degrees, symbols, counts, and the place or paper behind it."""
    name = _COUNT.sub("", _SYMBOLS.sub("", name)).strip(" .,-–—")
    short = _PLACE.sub("", name)
    return _DEGREES.sub("", short if len(short.split()) >= 2 else name)


def _like_a_name(name: str) -> bool:
    """Whether a further line is a further name, and not a sentence on the first one."""
    words = [word for word in name.split() if word.casefold() not in _PARTICLES]
    cased = all(word[0].isupper() or word[0].lower() == word[0].upper() for word in words)
    return len(words) <= MOST_WORDS and cased
