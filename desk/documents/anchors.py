"""Names and numbers of a text: what a paraphrase or translation keeps when every other word changes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from desk.text.scripts import CASELESS
from desk.text.segmentation import sentences

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])|(?<=[^\W\d_])-?\d+(?:\.\d+)*")
_UNITS = dict.fromkeys("万萬만", 1e4) | dict.fromkeys("亿億억", 1e8) | dict.fromkeys("兆조", 1e12)
_FIGURE = re.compile(rf"(\d+(?:[.,]\d+)*)(?: ?([{''.join(_UNITS)}]))?")
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f ](?=\d{3}\b)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}")
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[^\W\d_][\w'’]*)*|\d")
_LATIN_IN_CJK = re.compile(r"[A-Za-z][A-Za-z0-9.-]+")
_CASELESS = re.compile(f"[{CASELESS}]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa][\u30a1-\u30ff]{2,}")
_POSSESSIVE = re.compile(r"['’]s?$")
_COMMON = (  # written with a capital, yet no name by which to tell a story
    " i i'm i'll i've mr mrs ms dr a an the and but or if in on at to for of by it he she they we you this that"
    " these those there here when while what who how why as after before since with from his her their its our"
    " my not no yes so monday tuesday wednesday thursday friday saturday sunday january february march april"
    " may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    " is are was were be been has have had do does did will would can could should may might must also still"
    " now then however meanwhile although though because according another some many most more one two"
)
COMMON = frozenset(_COMMON.split())


def numbers(text: str) -> list[str]:
    """Numbers in the order of the text, thousands separators dropped: "1,500" and "1 500" give "1500"."""
    return [plain(match) for match in _NUMBER.findall(re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3}\b)", "", text))]


def plain(number: str) -> str:
    """The number without sign and thousands separators (Indian ones, too), a decimal comma as a point."""
    number = number.lstrip("-")
    if _THOUSANDS.fullmatch(number):
        return re.sub(r"[.,]", "", number)
    return number.replace(",", ".")


def caseless(text: str) -> bool:
    """Whether a text is written in a script without capitals, in which names cannot be told from other words."""
    return len(_CASELESS.findall(text)) * 4 > len(text)


def figures(text: str) -> list[str]:
    """Numbers in digits of any script: "१,५००" and "1 500" give "1500", "4100万" gives "41" as "41 million" does."""
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return [_scaled(plain(number), unit) for number, unit in _FIGURE.findall(_GROUPED.sub("", text))]


def _scaled(number: str, unit: str) -> str:
    """An East Asian number of tens of thousands as others write it: in millions, billions, or in full."""
    if not unit or number.count(".") > 1:
        return number
    value = float(number) * _UNITS[unit]
    scale = next((scale for scale in (1e12, 1e9, 1e6) if value >= scale), 1.0)
    return f"{value / scale:.10g}"


def names(text: str) -> Counter[str]:
    """Words that the text treats as names, folded, with their counts.

    A capital at the start of a sentence says nothing, so such a word counts only if it stands
    elsewhere with one, or before another name. Texts in scripts without capitals give the Latin
    words and katakana runs in them.
    """
    if caseless(text):
        return Counter(word.casefold() for word in _LATIN_IN_CJK.findall(text) + _KATAKANA.findall(text))
    sure: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for sentence in sentences(text):
        first = True
        for match in _WORD.finditer(sentence.text):
            word = match.group()
            if not word[0].islower() and not word.isdigit():
                folded = _POSSESSIVE.sub("", word.casefold())
                (opening if first else sure)[folded] += 1
            first = False
    sure.update({word: count for word, count in opening.items() if word in sure})
    return Counter({word: count for word, count in sure.items() if word not in COMMON and len(word) > 1})


def anchors(text: str) -> list[str]:
    """Distinct names and numbers of a text, folded, sorted; single digits left out."""
    found = set(names(text)) | {number for number in numbers(text) if len(number) > 1}
    return sorted(found)
