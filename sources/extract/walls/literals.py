"""What a text must hold for a regular expression to match somewhere in it: one of a few literal words.

A text that holds none of them need not be searched. Searching for hundreds of words at once takes one automaton a
hundredth of the time in which the expressions themselves are tried at every place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST = 64  # spellings of one piece that are told apart
_REPEATED = re.compile(r"([*+?]|\{(\d*)(?:,\d*)?\})\??")
_OPENED = re.compile(r"\((?:\?(?P<aside><?[!=])|\?:)?")
_WORDLESS = re.compile(r"\\[a-zA-Z]|[.^$]|\[.[^\]]*\]", re.DOTALL)  # a place, or one of many characters


def needed(pattern: str) -> frozenset[str]:
    """Literals of which every match holds at least one; empty when there are none.

    For expressions of characters, classes, `.`, `\\b` and its like, `(?:…)`, `(?!…)`, alternatives and repeats.
    """
    reader = _Reader(pattern)
    found = reader.alternatives()
    if reader.at < len(pattern):
        raise ValueError(f"{pattern!r} has a bracket too many at {reader.at}")
    return found.literals


@dataclass(frozen=True, slots=True)
class _Found:
    """What a piece of an expression needs; `whole`: its matches are just these literals."""

    literals: frozenset[str]
    whole: bool


@dataclass
class _Reader:
    pattern: str
    at: int = 0

    def alternatives(self) -> _Found:
        """Up to the end of a group: what each of its alternatives needs, all together."""
        each = [self._sequence()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            each.append(self._sequence())
        together = frozenset().union(*(found.literals for found in each))
        whole = all(found.whole for found in each)
        return _Found(together if whole or all(found.literals for found in each) else frozenset(), whole)

    def _sequence(self) -> _Found:
        read = _Sequence()
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            piece = self._piece()
            times = _REPEATED.match(self.pattern, self.at)
            if times is None:
                read.add(piece)
                continue
            self.at = times.end()
            least = int(times[2] or 0) if times[2] is not None else int(times[1] == "+")
            read.repeated(piece, least, often=times[1] != "?")
        return read.found()

    def _piece(self) -> _Found:
        """A group, a class, a place or a character."""
        if opened := _OPENED.match(self.pattern, self.at):
            self.at = opened.end()
            inner = self.alternatives()
            self.at += 1
            return _Found(frozenset(), False) if opened["aside"] else inner
        if wordless := _WORDLESS.match(self.pattern, self.at):
            self.at = wordless.end()
            return _Found(frozenset(), False)
        escaped = self.pattern[self.at] == "\\"
        self.at += 1 + escaped
        return _Found(frozenset(self.pattern[self.at - 1]), True)


@dataclass
class _Sequence:
    """Pieces one behind the other: the spellings of what is read in one go, and what stood before that."""

    spelt: frozenset[str] = frozenset(("",))
    before: list[frozenset[str]] = field(default_factory=list)
    whole: bool = True

    def add(self, piece: _Found) -> None:
        """A piece that stands there once."""
        if piece.whole and len(self.spelt) * len(piece.literals) <= MOST:
            self.spelt = frozenset(one + other for one in self.spelt for other in piece.literals)
            return
        self._ends()
        if piece.whole:
            self.spelt = piece.literals
        elif piece.literals:
            self.before.append(piece.literals)

    def repeated(self, piece: _Found, least: int, *, often: bool) -> None:
        """A piece that stands there several times, or not at all."""
        if piece.whole and not often and 2 * len(self.spelt) * len(piece.literals) <= MOST:
            self.add(_Found(piece.literals | {""}, True))
            return
        self._ends()
        if least and piece.literals:
            self.before.append(piece.literals)

    def _ends(self) -> None:
        self.before.append(self.spelt)
        self.spelt, self.whole = frozenset(("",)), False

    def found(self) -> _Found:
        """The literals that say most: those whose shortest is the longest."""
        if self.whole:
            return _Found(self.spelt, True)
        best = max((*self.before, self.spelt), key=lambda each: (min(map(len, each), default=0), -len(each)))
        return _Found(best if all(best) else frozenset(), False)
