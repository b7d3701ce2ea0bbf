"""The patterns of rules.yaml: by what a sentence shows that it does not say what happened, or that it does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from desk import yaml_file

_START, _WORD = "^", r"\b"


class Rule:
    """Expressions of one kind, of which one is looked for anywhere in a sentence.

    An expression that begins with ^ is tried at the beginning alone, one that begins with a word's edge is tried at
    words' edges alone: all joined as they are would be tried at every character, which takes three times as long.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        parts = [part for line in lines for part in alternatives(line)]
        words = [part.removeprefix(_WORD) for part in parts if part.startswith(_WORD)]
        self._start = _joined(part for part in parts if part.startswith(_START))
        self._word = re.compile(rf"{_WORD}(?:{'|'.join(words)})", re.IGNORECASE) if words else None
        self._other = _joined(part for part in parts if not part.startswith((_START, _WORD)))

    def fits(self, sentence: str) -> bool:
        """Whether one of them stands in the sentence."""
        return bool(
            (self._start and self._start.match(sentence))
            or (self._word and self._word.search(sentence))
            or (self._other and self._other.search(sentence))
        )


def _joined(parts: Iterable[str]) -> re.Pattern[str] | None:
    told = "|".join(parts)
    return re.compile(told, re.IGNORECASE) if told else None


def alternatives(expression: str) -> Iterator[str]:
    """The parts of an expression between the | that stand in no group and no class of characters."""
    depth, in_class, start, at = 0, False, 0, 0
    while at < len(expression):
        sign = expression[at]
        if sign == "\\":
            at += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            yield expression[start:at]
            start = at + 1
        at += 1
    yield expression[start:]


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """What is looked for in a sentence, by kind; of `news` every place is found."""

    furniture: Rule
    dangling: Rule
    joined: Rule
    unnamed: Rule
    personal: Rule
    pointing: Rule
    background: Rule
    defining: Rule
    claiming: Rule
    announcing: Rule
    leading: Rule
    supposed: Rule
    past: Rule
    explaining: Rule
    day: Rule
    news: re.Pattern[str]


@cache
def rules() -> SentenceRules:
    """The rules that ship with the desk (read once)."""
    given = yaml_file.read(Path(__file__).with_suffix(".yaml"), "the installation")
    kinds = {one.name: Rule(given[one.name]) for one in fields(SentenceRules) if one.name != "news"}
    return SentenceRules(**kinds, news=re.compile("|".join(given["news"]), re.IGNORECASE))
