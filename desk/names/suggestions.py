"""Names that no entry covers yet: capitalised or model-like strings that come up in several articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.names.spellings import COMMON
from desk.text.phrases import fold, lower, shouts

if TYPE_CHECKING:
    from desk.names.gazetteer import Names

# A word that starts with a capital or holds one after a digit or small letter; up to four of them in a row.
_WORD = r"(?:[A-Z][\w.'&+-]*\w|[a-z]+[A-Z][\w-]*|[A-Z])"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?: (?:{_WORD}|\d+(?:\.\d+)?[A-Za-z]{{0,2}}(?!\w))){{0,3}}")
_MODEL_LIKE = re.compile(r"[A-Za-z].*[- ]?\d|[a-z][A-Z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]['\")]?\s+|\s\s+)$")
_ENDINGS = re.compile(r"'s?$|[.\-&+]+$|-[a-z]{3,}$")
_CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december ceo cto cfo ai a.i. llm llms api apis gpu gpus ml it usa u.s us uk eu tv pc agi rag
    chinese american european french german english japanese china america europe france germany japan india
"""
_NAME_ENDS = frozenset(
    {"lab", "labs", "ai", "research", "systems", "capital", "foundation", "society", "group", "studio"}
)
_CALENDAR = frozenset(_CALENDAR_WORDS.split())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A string that may be a name: how many articles hold it, how often, and an entry to start from."""

    text: str
    articles: int
    count: int
    model_like: bool
    example: str  # the words around its first occurrence


def suggest(
    texts: Iterable[tuple[str, str]], names: Names, *, least: int = 2, most: int = 40
) -> tuple[Suggestion, ...]:
    """The strings in at least `least` of the articles (title, text) that no name covers, most widespread first.

    Left out: common words, words that also stand in small letters, titles set in capitals, the calendar.
    Chinese and Japanese names cannot be told from other words this way and are not suggested.
    """
    articles: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    small: set[str] = set()
    for title, text in texts:
        whole = f"{title}\n{text}"
        found = list(_candidates(whole, names))
        counts.update(candidate for candidate, _ in found)
        articles.update({candidate for candidate, _ in found})
        for candidate, example in found:
            examples.setdefault(candidate, example)
        small.update(re.findall(r"\b[a-z][a-z'-]+", whole))
    known = {lower(fold(alias)) for name in names.entries.values() for alias in name.aliases}
    kept = [
        each
        for each, number in articles.items()
        if number >= least and lower(each) not in known and not _is_plain(each, small)
    ]
    kept.sort(key=lambda each: (-articles[each], -counts[each], each))
    return tuple(
        Suggestion(each, articles[each], counts[each], bool(_MODEL_LIKE.search(each)), examples[each])
        for each in kept[:most]
    )


def _candidates(whole: str, names: Names) -> Iterable[tuple[str, str]]:
    """Runs of capitalised or model-like words that touch no known name, with the words around them."""
    taken = bytearray(len(whole))
    for start, end, _ in names.spots(whole):
        taken[start:end] = b"\1" * (end - start)
    line_start = 0
    for line in whole.splitlines(keepends=True):
        if not shouts(line):
            folded = fold(line)
            for match in _RUN.finditer(folded):
                candidate = _trimmed(match.group(), bool(_SENTENCE_START.search(folded[: match.start()])))
                spot = line_start + match.start()
                if candidate and not any(taken[spot : spot + len(match.group())]):
                    yield candidate, " ".join(folded[max(0, match.start() - 40) : match.end() + 40].split())
        line_start += len(line)


def _trimmed(run: str, starts_sentence: bool) -> str:
    """The run without common words at its ends; nothing if only such words, or a sentence's first word, is left."""
    words = [_ENDINGS.sub("", word) for word in run.split(" ")]
    while words and _plain_word(words[0]):
        words.pop(0)
        starts_sentence = False
    while words and _plain_word(words[-1]) and (len(words) == 1 or lower(words[-1]) not in _NAME_ENDS):
        words.pop()
    text = " ".join(words)
    if not any(letter.isalpha() for letter in text):
        return ""
    first_word_only = starts_sentence and len(words) == 1 and not _MODEL_LIKE.search(text)
    return "" if first_word_only or len(text) < 3 else text


def _plain_word(word: str) -> bool:
    return not word or lower(word) in COMMON or lower(word) in _CALENDAR


def _is_plain(candidate: str, small: set[str]) -> bool:
    """A single word that also stands in small letters somewhere is no name."""
    return " " not in candidate and not _MODEL_LIKE.search(candidate) and lower(candidate) in small
