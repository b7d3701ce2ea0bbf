"""The kinds of wall, and which of them a sentence or a title is one of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import ahocorasick

from desk import yaml_file
from desk.cleaning import boilerplate
from sources.extract.walls.literals import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARE_OF_TITLE = 0.7  # of a title's letters in words of a wall


@dataclass(frozen=True, slots=True)
class Wall:
    """A kind of page that is no article: what a sentence of it says, and what it says all alone; in lower case."""

    reason: str
    says: tuple[str, ...]
    alone: tuple[str, ...]


class Walls:
    """All kinds, in order; the words that a sentence of one must hold find those that are worth a search."""

    def __init__(self, given: list[dict[str, str | list[str]]]) -> None:
        self._walls = [Wall(str(each["reason"]), _small(each.get("says")), _small(each.get("alone"))) for each in given]
        words: dict[str, set[int]] = {}
        for number, wall in enumerate(self._walls):
            for pattern in wall.says:
                for word in needed(pattern) or _no_words(pattern):
                    words.setdefault(word, set()).add(number)
        self._words = ahocorasick.Automaton()
        for word, numbers in words.items():
            self._words.add_word(word, frozenset(numbers))
        self._words.make_automaton()

    def says(self, line: str) -> bool:
        """Whether a sentence is one of a wall: a call to log in, to accept, to switch something off."""
        return any(said for _, said in self._said(boilerplate.small(line)))

    def of(self, line: str) -> Wall | None:
        """The kind that a sentence is of, amid others or alone."""
        line = boilerplate.small(line)
        return next((wall for wall, said in self._said(line) if said or _any(wall.alone).fullmatch(line)), None)

    def named(self, title: str) -> Wall | None:
        """The kind that a title, without its site's name, names; words in a longer headline name none."""
        title = boilerplate.small(title)
        for wall, said in self._said(title):
            if _any(wall.alone).fullmatch(title) or (said and len(said[0]) >= SHARE_OF_TITLE * len(title)):
                return wall
        return None

    def _said(self, line: str) -> Iterator[tuple[Wall, re.Match[str] | None]]:
        """Every kind with what the line, in lower case, says of it."""
        worth = {number for _, numbers in self._words.iter(line) for number in numbers}
        for number, wall in enumerate(self._walls):
            yield wall, _any(wall.says).search(line) if number in worth else None


def _small(patterns: str | list[str] | None) -> tuple[str, ...]:
    """Expressions for text in small letters."""
    return tuple(pattern.replace("ı", "i") for pattern in patterns or ())


def _no_words(pattern: str) -> Iterator[str]:
    raise ValueError(f"{pattern!r} may match without any word of its own: every sentence would be searched for it")


@cache
def load() -> Walls:
    """The kinds that ship with the sources (read once, when the first short text comes)."""
    return Walls(yaml_file.read(Path(__file__).with_suffix(".yaml"), "the installation"))


@cache  # and only what is needed: most pages hold none of the words
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One of these: written in lower case for lower-case text, which costs a third of ignoring case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns or ["(?!)"]))
