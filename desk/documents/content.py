"""What a text tells: its telling words, names and numbers, and in which sentence each stands.

Only the narration counts for what is told: two reports on one event quote the same words. What a text
has at all, quotations included, is kept beside it, so that a name in a quotation is not taken for missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from desk.text.segmentation import LONGEST_QUOTATION, quotations
from desk.text.terms import NUMBER, number, parts_of, weight, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TELLING = 0.30  # weight above which a term tells something
SPECIFIC = 0.95  # weight from which it is rare
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENED = re.compile(r'(?:(?<=\s)|^)["“«„](?=\w)')


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """`every`: all terms; `told`: the narration's telling terms; `once`: those in but one sentence, and its number;
    `names`, `numbers`: of the narration, numbers of two digits or more; `specific`: names and numbers that are rare.

    `adjoining`: pairs of telling terms with no other between them, quotations included.
    """

    every: frozenset[str]
    told: frozenset[str]
    once: dict[str, int]
    names: frozenset[str]
    numbers: frozenset[str]
    specific: frozenset[str]
    adjoining: frozenset[tuple[str, str]]

    @property
    def facts(self) -> frozenset[str]:
        """Names and numbers."""
        return self.names | self.numbers


def content(text: str, starts: Sequence[int], named: Iterable[str]) -> Content:
    """The content of a text; `starts`: offsets of its sentences, in order; `named`: folded words used as names."""
    known = {part for name in named for part in parts_of(name)}
    every = {number(digits) for digits in _DIGITS.findall(text)}
    once: dict[str, int] = {}
    told: set[str] = set()
    names: set[str] = set()
    numbers: set[str] = set()
    telling: list[str] = []
    for word, term, quoted, sentence in _terms(text, starts):
        every.add(term)
        tells = weight(term) > TELLING
        if tells:
            telling.append(term)
        if quoted:
            continue
        if term[0].isdigit():
            numbers.update((term,) if len(term) > 1 else ())
        elif term in known and word[0].isupper():
            names.add(term)
        if tells:
            told.add(term)
            once[term] = sentence if once.get(term, sentence) == sentence else -1
    single = {term: sentence for term, sentence in once.items() if sentence >= 0}
    specific = {name for name in names if weight(name) >= SPECIFIC} | {n for n in numbers if not _YEAR.fullmatch(n)}
    sets = [frozenset(terms) for terms in (every, told, names, numbers, specific)]
    return Content(sets[0], sets[1], single, sets[2], sets[3], sets[4], adjoining=frozenset(pairwise(telling)))


def _terms(text: str, starts: Sequence[int]) -> Iterator[tuple[str, str, bool, int]]:
    """Each word with each of its terms, whether it is quoted, and the number of its sentence."""
    found = words(text)
    at = np.array([start for _, start in found], np.int64)
    sentences = np.searchsorted(np.array(starts, np.int64), at, side="right").tolist()
    spans = np.array(said(text) or [(0, 0)], np.int64)
    before = np.searchsorted(spans[:, 0], at, side="right") - 1
    quoted = ((before >= 0) & (at < spans[before, 1])).tolist()
    for (word, _), inside, sentence in zip(found, quoted, sentences, strict=True):
        for term in (number(word),) if NUMBER.fullmatch(word) else parts_of(word):
            if term:
                yield word, term, inside, sentence


def said(text: str) -> list[tuple[int, int]]:
    """Spans of what is quoted; a quotation that the end of the text cuts off runs to the end of its paragraph."""
    spans = quotations(text)
    last = spans[-1][1] if spans else 0
    if opened := _OPENED.search(text, last):
        paragraph = text.find("\n", opened.start())
        end = paragraph if paragraph >= 0 else len(text)
        if end - opened.start() <= LONGEST_QUOTATION:
            spans.append((opened.start(), end))
    return spans
