"""Finding many phrases in one pass: text folded character by character, one automaton, word boundaries.

Folding keeps the length of the text, so an offset in the folded text is an offset in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

_SPACES = "\xa0\u2002\u2003\u2009\u202f\u3000"
_PLAIN_SPACES = "\t\n\r\x0b\x0c"
_HYPHENS = "\u2010\u2011\u2012\u2013\uff0d"
_APOSTROPHES = "‘’ʼ´"
_FOLDABLE = re.compile("[\xa0\xb4\xc0-\u024f\u02bc\u2002-\u202f\u3000\uff01-\uff5e]")
VERSION_TAIL = re.compile(r"-?v?\d+(?:\.\d+)*[a-z]{0,2}(?![^\W_])")


@cache
def _table() -> dict[int, str]:
    """One character for one character: full width to half, dashes, apostrophes, accents off Latin letters."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            table[code] = base
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    table |= dict.fromkeys(map(ord, _HYPHENS), "-")
    return table | dict.fromkeys(map(ord, _APOSTROPHES), "'")


def fold(text: str) -> str:
    """`text` with its width, dashes, apostrophes and accents evened out; same length, case kept."""
    for space in _PLAIN_SPACES:
        text = text.replace(space, " ")
    if text.isascii():
        return text
    table = _table()
    return _FOLDABLE.sub(lambda found: table.get(ord(found.group()), found.group()), text)


def lower(text: str) -> str:
    """Lower case of the same length (a few letters, such as the dotted I, would grow)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter if len(small := letter.lower()) != 1 else small for letter in text)


def shouts(text: str) -> bool:
    """Whether the text (its first 400 characters) is set in capitals, so that case tells nothing."""
    start = text[:400]
    large, small = sum(map(str.isupper, start)), sum(map(str.islower, start))
    return large >= 12 and large > 4 * small


def is_cjk(letter: str) -> bool:
    """Whether a script without spaces between words (Han, kana) or with attached particles (Hangul)."""
    return "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" or "\uf900" <= letter <= "\ufaff"


def _katakana(letter: str) -> bool:
    return "\u30a1" <= letter <= "\u30ff" and letter != "\u30fb"


def _inside(edge: str, neighbour: str) -> bool:
    """Whether `neighbour` carries on the word that `edge` belongs to."""
    if _katakana(edge):
        return _katakana(neighbour)
    if is_cjk(edge) or is_cjk(neighbour):
        return False
    return (neighbour.isalnum() or neighbour == "_") and (edge.isalnum() or edge == "_")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A string to look for. `cased`: only in exactly this case. `versioned`: digits may follow at once (Qwen3)."""

    text: str
    value: Any
    cased: bool = False
    versioned: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a phrase stands: characters start to end of the folded text."""

    start: int
    end: int
    phrase: Phrase


class Spotter:
    """One Aho-Corasick automaton over all phrases: the cost of a text does not grow with their number."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        table: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            table.setdefault(lower(fold(phrase.text)), []).append(phrase)
        self._automaton = ahocorasick.Automaton()
        for key, same in table.items():
            self._automaton.add_word(key, (len(key), tuple(same)))
        self._empty = not table
        if table:
            self._automaton.make_automaton()

    def all(self, folded: str, lowered: str, any_case: bool = False) -> Iterator[Spot]:
        """Every phrase that stands as a word of its own, overlapping ones included."""
        if self._empty:
            return
        for last, (length, phrases) in self._automaton.iter(lowered):
            start, end = last - length + 1, last + 1
            if start and _inside(lowered[start], lowered[start - 1]):
                continue
            whole = _ends(lowered, end)
            tailed = whole or bool(VERSION_TAIL.match(lowered, end))
            for phrase in phrases:
                cased = phrase.cased and not any_case and folded[start:end] != phrase.text
                if not cased and (whole or (tailed and phrase.versioned)):
                    yield Spot(start, end, phrase)


def _ends(lowered: str, end: int) -> bool:
    """Whether a word ends at `end`: `Llama 3` does not within `Llama 3.1`."""
    if end >= len(lowered):
        return True
    if lowered[end - 1].isdigit() and lowered[end] == "." and lowered[end + 1 : end + 2].isdigit():
        return False
    return not _inside(lowered[end - 1], lowered[end])


def longest(spots: Iterable[Spot]) -> list[Spot]:
    """Without overlaps: the leftmost first, of several at one place the longest."""
    kept: list[Spot] = []
    free = 0
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if spot.start >= free:
            kept.append(spot)
            free = spot.end
    return kept
