"""The place in a text that shows best why a search found it, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from desk.text.phrases import fold, lower
from desk.text.scripts import HANGUL, UNSPACED
from desk.text.simplified import simplify

WIDTH = 240  # characters of a passage; half of that where a character says as much as three letters
_TERM = re.compile(rf"[{UNSPACED}{HANGUL}]+|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+")
_DENSE = re.compile(f"[{UNSPACED}{HANGUL}]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage in one line, and the places (start, end) within it where the words stand."""

    text: str
    marks: tuple[tuple[int, int], ...]


def around(text: str, pieces: Sequence[str]) -> Marked | None:
    """The stretch of `text` with most of the `pieces` of a question, the rarest counting most; None without any.

    A piece is a word, a word with * at its end, or several words in quotation marks, as the macro `search` takes them.
    """
    text = " ".join(text.split())
    folded = simplify(lower(fold(text)))
    found = [
        (m.start(), m.end(), number) for number, piece in enumerate(pieces) for m in _pattern(piece).finditer(folded)
    ]
    if not found:
        return None
    found.sort()
    width = WIDTH // 2 if len(_DENSE.findall(text[:1000])) > len(text[:1000]) / 3 else WIDTH
    times = [sum(number == piece for _, _, piece in found) for number in range(len(pieces))]
    best = max(found, key=lambda hit: (_worth(found, hit[0], width, times), -hit[0]))[0]
    start, end = _whole_words(text, best - width // 5, best + width - width // 5)
    marks = [(a - start, b - start) for a, b, _ in found if start <= a and b <= end]
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    return Marked(head + text[start:end] + tail, tuple((a + len(head), b + len(head)) for a, b in _apart(marks)))


def _worth(found: list[tuple[int, int, int]], start: int, width: int, times: list[int]) -> float:
    inside = {number for a, b, number in found if start <= a and b <= start + width - width // 5}
    return sum(1 / times[number] + 1 for number in inside)


@cache
def _pattern(piece: str) -> re.Pattern[str]:
    """A piece as a pattern over folded text; words may be written apart, with a hyphen, or in the plural."""
    terms = _TERM.findall(simplify(lower(fold(piece))))
    parts = [r"licen[cs]e" if re.fullmatch("licen[cs]es?", term) else re.escape(term) for term in terms]
    more = r"\w*" if piece.endswith("*") else "s?"
    ends = "" if not terms or _DENSE.match(terms[-1]) else rf"{more}(?![^\W_])"
    starts = "" if not terms or _DENSE.match(terms[0]) else r"(?<![^\W\d_])" if terms[0][0].isalpha() else r"(?<![\d.])"
    return re.compile(starts + r"[\W_]*".join(parts) + ends) if terms else re.compile(r"(?!)")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(0, start), min(len(text), end)
    while 0 < start < end and text[start - 1].isalnum() and not _DENSE.match(text[start]):
        start += 1
    while start < end < len(text) and text[end].isalnum() and not _DENSE.match(text[end]):
        end -= 1
    return start, end


def _apart(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that touch or overlap become one."""
    kept: list[tuple[int, int]] = []
    for start, end in marks:
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
