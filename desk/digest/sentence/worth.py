"""What a sentence is worth as the one that says what happened.

A sum of signs in the manner of Edmundson (New Methods in Automatic Extracting, 1969): what it says of the title, what
of it the beginning keeps coming back to, where it stands, whether it holds a word of news, its day, a number, and can
be understood alone. The weights began as those of a conditional logit over the sentences of articles that were read and
judged, and were taken back by hand where a sign was rare among them. Likeness of the encoder's vectors (sentence,
title, beginning) was a sign too; on articles held out it chose no better, so a digest needs no encoder.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.digest.phrasing import width
from desk.digest.sentence.rules import rules
from desk.text.terms import number, parts_of, weight, words

_SHORT = 70  # columns; a shorter one rarely says who did what
_SAID, _CENTRAL, _NAMED = 5.7, 2.5, 1.2  # for all of the title, all that comes back, all names of the title
_NEWS = (0.0, 0.5, 0.9)  # what no, one and several words of news are worth
_SIGNS = {  # kinds of rules.yaml
    "day": 0.9, "leading": -0.7, "supposed": -0.5, "unnamed": -0.4, "joined": -0.4, "personal": -1.2,
    "dangling": -1.3, "pointing": -1.3, "background": -1.9, "defining": -1.0, "past": -2.5, "claiming": 0.5,
}  # fmt: skip
_ANNOUNCING = 2.1  # as much as speaking as its author costs, and more
_MORE, _OF_ITSELF = 1.0, 0.3  # what a sentence says beyond the title at the least: in all, and as a share of itself
_DASHED = 1.0  # a list's points are read together, a pronoun in one is understood
_GENERAL = -2.2  # what holds of everybody: no name, no number, no day, no word of news
_PERHAPS_GENERAL = -0.5  # where capitals tell no names
_PLACE, _DOWN = (0.8, 1.2, 0.9, 0.9), 0.9  # for standing first, second …; what each e-fold further down costs
_TOP, _BEGINS, _STANDFIRST = 0.8, 0.7, 0.9  # in the first paragraph; first of a paragraph; the whole standfirst
_UNKNOWN = -1.0  # a surname alone that says something, and that the title does not name
_DIGITS, _QUOTED, _LOST, _BRIEF, _ASKING, _NO_STOP, _CUT = 0.5, -1.4, -2.5, -1.0, -2.6, -0.6, -1.4
_SLOW = ("day", "claiming", "personal", "supposed", "background")  # kinds that are looked for at every word
_MOST_SLOW = max(_NEWS) + sum(each for kind, each in _SIGNS.items() if each > 0 and kind in _SLOW)
_MOST_SIGNS = max(_NEWS) + sum(each for each in _SIGNS.values() if each > 0) + _DIGITS + _ANNOUNCING + _DASHED
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]\w*")
_NO_NAME = frozenset(("AI", "LLM", "LLMs", "ML", "IT", "API", "APIs", "GPU", "GPUs", "CEO", "CEOs", "I", "KI"))
_NOUNS_IN_CAPITALS = ("de", "lb")
_ASKED = re.compile(r"[?？؟]")
STOP = re.compile(r"[.!。！．।۔][\"'”’»」』）)\]]*$")
_SURNAME = re.compile(
    r"([A-Z][a-zà-ÿ’'-]+) (?:said|says|told|adds|added|notes|noted|argue[sd]|explain(?:s|ed)|believe[sd])\b"
)
_NAME = re.compile(r"\b[^\W\d_a-zà-ÿ][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be told, freed from what is glued to it; `place` counts from 0 those that may."""

    text: str
    place: int
    quoted: bool
    terms: frozenset[str]
    begins: bool  # its paragraph
    top: bool  # it stands in the first paragraph
    listed: bool = False  # it is a point of a list
    standfirst: bool = False  # it is that paragraph as a whole


@dataclass(frozen=True, slots=True)
class Article:
    """What the sentences are held against: terms and names of the title, how often the beginning says each term."""

    title: frozenset[str]
    names: frozenset[str]
    often: Counter[str]
    language: str

    @classmethod
    def of(cls, title: str, told: Iterable[frozenset[str]], language: str) -> Article:
        """From a title and the terms of each sentence."""
        often = Counter(term for terms in told for term in terms)
        return cls(terms_of(title), frozenset(_NAME.findall(title)), often, language)

    def said(self, terms: frozenset[str]) -> float:
        """The share of the title that a sentence says, by weight, 0 to 1."""
        whole = sum(map(weight, self.title))
        return sum(map(weight, self.title & terms)) / whole if whole else 0.0

    def repeated(self, terms: frozenset[str]) -> bool:
        """Whether a sentence says nearly nothing but the title."""
        more = sum(map(weight, terms - self.title))
        return bool(self.title) and more < max(_MORE, _OF_ITSELF * sum(map(weight, terms)))

    def central(self, terms: frozenset[str]) -> float:
        """How much of a sentence the beginning comes back to, 0 to 1."""
        whole = sum(map(weight, terms))
        return sum(weight(term) for term in terms if self.often[term] > 1) / whole if whole else 0.0

    def named(self, text: str) -> float:
        """How many of the title's names it says, 1 for three; a third where the title has none."""
        return min(3, sum(name in text for name in self.names)) / 3 if self.names else 1 / 3

    def is_unknown(self, text: str) -> bool:
        """Whether it begins with what somebody said whom the text before it introduces, on nothing of the title."""
        return _SURNAME.match(text) is not None and not any(name in text for name in self.names - _NO_NAME)


def best_of(those: Sequence[Candidate], article: Article, columns: int) -> tuple[float, Candidate]:
    """The one that is worth most and its worth (about -5 to 15), the earlier of two alike; `columns`: where it is cut.

    Signs are slow to look for: not where they cannot win.
    """
    likely = sorted(
        ((_likely(one, article), -one.place, one) for one in those), key=lambda each: each[:2], reverse=True
    )
    found: list[tuple[float, int, Candidate]] = []
    most = -math.inf
    for least, place, one in likely:
        if least + _MOST_SIGNS < most:
            break
        told = least + _quick_signs(one, columns)
        if told + _MOST_SLOW >= most:
            found.append((told + _slow_signs(one, article), place, one))
            most = max(most, found[-1][0])
    worth, _, best = max(found, key=lambda each: each[:2])
    return worth, best


def opens_a_report(one: Candidate) -> bool:
    """Whether a first sentence names its day and a deed and needs nothing before it.

    Under a title that plays with words it says what happened, however little of the title it says.
    """
    signs = rules()
    if one.place or not one.begins or one.quoted or not STOP.search(one.text) or _is_torn(one.text):
        return False
    flaws = any(getattr(signs, kind).fits(one.text) for kind, each in _SIGNS.items() if each < 0)
    return not flaws and signs.day.fits(one.text) and signs.news.search(one.text) is not None


def _likely(one: Candidate, article: Article) -> float:
    """How well it says what happened by what it shares with title and beginning, and by its place."""
    told: float = _SAID * article.said(one.terms) ** 0.75 + _CENTRAL * article.central(one.terms)
    told += _NAMED * article.named(one.text)
    told += (_PLACE[one.place] if one.place < len(_PLACE) else 0.0) - _DOWN * math.log1p(one.place)
    return told + _TOP * one.top + _BEGINS * one.begins + _STANDFIRST * one.standfirst


def _quick_signs(one: Candidate, columns: int) -> float:
    """What is added by what it shows in itself, as far as that is soon found."""
    signs, wide = rules(), width(one.text)
    told = sum(each for kind, each in _SIGNS.items() if kind not in _SLOW and getattr(signs, kind).fits(one.text))
    told += _DASHED * (one.listed and signs.dangling.fits(one.text))
    told += _ANNOUNCING * signs.announcing.fits(one.text)
    told += _DIGITS * bool(_DIGIT.search(one.text)) + _QUOTED * one.quoted + _BRIEF * (wide < _SHORT)
    told += _LOST * (one.text[:1].islower() or _is_torn(one.text)) + _ASKING * bool(_ASKED.search(one.text))
    return told + _NO_STOP * (not STOP.search(one.text)) + _CUT * (wide > columns)


def _slow_signs(one: Candidate, article: Article) -> float:
    """What is added by the rest, at most _MOST_SLOW."""
    signs = rules()
    shown = {kind for kind in _SLOW if getattr(signs, kind).fits(one.text)}
    told = _NEWS[min(2, len(set(signs.news.findall(one.text))))]
    if not (told or "day" in shown or "claiming" in shown or _is_standfirst(one)):
        told += _generality(one.text, article)
    told += _UNKNOWN * article.is_unknown(one.text)
    return told + sum(_SIGNS[kind] for kind in _SLOW if kind in shown)


def _generality(text: str, article: Article) -> float:
    """What it costs to name nobody and count nothing; a guess where all nouns stand in capitals, or nothing does."""
    if _DIGIT.search(_YEAR.sub("", text)):
        return 0.0
    if article.language in _NOUNS_IN_CAPITALS or text.lower() == text.upper():
        return _PERHAPS_GENERAL
    named = any(word[0].isupper() and word not in _NO_NAME for word in _WORD.findall(text)[1:])
    return 0.0 if named else _GENERAL


def _is_standfirst(one: Candidate) -> bool:
    return one.standfirst or (one.place == 0 and not STOP.search(one.text))


def _is_torn(text: str) -> bool:
    """Whether a quotation begins before the sentence or ends after it."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("「") != text.count("」")


def terms_of(text: str) -> frozenset[str]:
    """What a text is about, roughly: stems of its words, pairs of characters where words are not spaced, numbers."""
    found: set[str] = set()
    for word, _at in words(text):
        found.update(parts_of(word) or (number(word),))
    return frozenset(found)
