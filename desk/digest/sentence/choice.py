"""The one sentence of an article that says what happened: taken from its beginning word for word, never made up.

An extractive choice in the manner of lead-based summarising (Luhn 1958; Edmundson 1969: cue words, title words, place):
what is about the page, its author or its reader (rules.yaml) is passed over; of the rest the one is taken that says
most of what the title says, of what the beginning keeps coming back to, stands near the top, names its subject, holds
a word of news or its day, and can be understood alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from desk.digest.phrasing import cut, width
from desk.digest.sentence.bare import SHORTEST, bare
from desk.digest.sentence.rules import rules
from desk.text.sanitise import visible
from desk.text.segmentation import Sentence, sentences
from desk.text.terms import number, parts_of, weight, words

SENTENCE = 240  # display columns; a Chinese character takes two
_LOOKED_AT = 24  # sentences that may be told, from the beginning
_STANDFIRST, _ON_IT = 90, 0.2  # columns of a first line without a full stop; share of the title that it says
_LEAST = 0.0  # worth; what is worth less is a scene or a phrase, and better left out
_SHORT = 70  # columns; a shorter one rarely says who did what
_NEWS = (0.0, 0.25, 0.35)  # what no, one and several words of news are worth
_SIGNS = {  # kinds of rules.yaml
    "day": 0.25, "leading": -0.15, "supposed": -0.3, "unnamed": -0.35, "joined": -0.45, "personal": -0.6,
    "dangling": -0.75, "background": -0.9,
}  # fmt: skip
_PLACE = (0.65, 0.4, 0.2, 0.1)  # what standing first, second … is worth
_NUMERAL = 0.1  # what it is worth to name a number
_MOST_SIGNS = max(_NEWS) + sum(worth for worth in _SIGNS.values() if worth > 0) + _NUMERAL
_NUMBER = re.compile(r"\d")
_NO_LETTER = re.compile(r"[\W_]+")
# Where a sentence was ended too early: by the mark of a quoted title, or by a short form.
_GOES_ON = re.compile(r"[”’»\"] ?[a-zß-ÿа-я]")
_SHORT_FORM = re.compile(
    r"(?:\b(?:Maj|Brig|Adm|Cmdr|Supt|Det|Atty|Sens|Reps|Gens|Msgr|Calif|Wis|Mass|Conn|Pa|Va|Tenn|Wash|Ariz|Colo|Ill|Fla"
    r"|Mrd|Mio|Tsd|Std|tzw|ws|ul|im|zł|mld|mln|млрд|млн|тыс|руб|им|ул)|\b[A-Z]\.[A-Z])\.$"
)
_QUOTED_ASKING = re.compile(r"[?!][\"”’»]+$")
_END = re.compile(r"[.!。！．।۔][\"'”’»」』）)\]]*$")
_ASKS = re.compile(r"[?？؟…:：][\"'”’»」』）)\]]*$|\.\.\.$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    place: int
    quoted: bool
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Article:
    """What the sentences are held against: the terms of the title, and how often the beginning says each of its own."""

    title: frozenset[str]
    often: Counter[str]

    def said(self, terms: frozenset[str]) -> float:
        """The share of the title that a sentence says, by weight, 0 to 1."""
        whole = sum(map(weight, self.title))
        return sum(map(weight, self.title & terms)) / whole if whole else 0.0

    def central(self, terms: frozenset[str]) -> float:
        """How much of a sentence the beginning comes back to, 0 to 1."""
        whole = sum(map(weight, terms))
        return sum(weight(term) for term in terms if self.often[term] > 1) / whole if whole else 0.0


def one_sentence(opening: str, title: str, language: str, columns: int = SENTENCE) -> str:
    """The sentence of an article's beginning that says best what happened, at most `columns` wide; "" if none does."""
    known = _folded(title)
    said = ((bare(text, title), quoted) for text, quoted in _whole(opening, language))
    told = islice(((text, quoted) for text, quoted in said if _may_be_told(text, known)), _LOOKED_AT)
    looked_at = [_Candidate(text, place, quoted, terms_of(text)) for place, (text, quoted) in enumerate(told)]
    if not looked_at:
        return ""
    article = _Article(terms_of(title), Counter(term for one in looked_at for term in one.terms))
    ends = [one for one in looked_at if _END.search(one.text) or _sums_up(one, article)] or looked_at
    worth, best = _best(ends, article, columns)
    return cut(best, columns) if worth >= _LEAST else ""


def _best(ends: Sequence[_Candidate], article: _Article, columns: int) -> tuple[float, str]:
    """The worthiest sentence, the earlier one of two alike. Signs are slow to look for: not where they cannot win."""
    likely = sorted(((_likely(one, article), -one.place, one) for one in ends), key=lambda each: each[:2], reverse=True)
    found: list[tuple[float, int, str]] = []
    for least, place, one in likely:
        if found and least + _MOST_SIGNS < max(found)[0]:
            break
        found.append((least + _signs(one, columns), place, one.text))
    worth, _, best = max(found)
    return worth, best


def _whole(opening: str, language: str) -> Iterator[tuple[str, bool]]:
    """The sentences and whether each is speech; what a quoted title or a short form ended too early is made whole."""
    last: Sentence | None = None
    for one in sentences(opening, language):
        if last is not None and _was_cut(opening, last, one):
            last = Sentence(last.start, one.end, opening[last.start : one.end], last.quoted)
            continue
        if last is not None:
            yield last.text, _is_quoted(last)
        last = one
    if last is not None:
        yield last.text, _is_quoted(last)


def _was_cut(opening: str, last: Sentence, one: Sentence) -> bool:
    """Whether a sentence goes on in the next one: after a quoted title (“Why?” that …), 12 Mrd. or the U.S."""
    if _GOES_ON.match(one.text) or (_QUOTED_ASKING.search(last.text) and one.text[:1].islower()):
        return True
    return _SHORT_FORM.search(last.text) is not None and "\n" not in opening[last.end : one.start]


def _may_be_told(text: str, title: str) -> bool:
    return (
        width(text) >= SHORTEST
        and not _repeats(_folded(text), title)
        and not _asks(text)
        and not rules().furniture.search(text)
    )


def _asks(text: str) -> bool:
    """Whether it asks, or leaves what it says to the next one; a question quoted at the end of a statement does not."""
    if not _ASKS.search(text):
        return False
    spoken = max(text.rfind(mark) for mark in "“„«「")
    return not (text[-1] in "”“»」" and width(text[: max(0, spoken)]) > 140)


def _sums_up(one: _Candidate, article: _Article) -> bool:
    """Whether it is a standfirst, which outlets write without a full stop: the first line, long, and on the title."""
    return one.place == 0 and width(one.text) >= _STANDFIRST and article.said(one.terms) >= _ON_IT


def _is_torn(text: str) -> bool:
    """Whether a quotation begins before the sentence or ends after it."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("「") != text.count("」")


def _is_quoted(found: Sentence) -> bool:
    return found.quoted or found.text[:1] in '"“„«「'


def _likely(one: _Candidate, article: _Article) -> float:
    """How well a sentence says what happened by what it shares with title and beginning, and by its place."""
    said = article.said(one.terms)
    return 2.05 * said**0.75 + 0.6 * article.central(one.terms) + _place(one.place, said)


def _signs(one: _Candidate, columns: int) -> float:
    """What is added by what it shows in itself; the signs are Edmundson's, the weights set by reading."""
    signs = rules()
    worth = _NEWS[min(2, len(set(signs.news.findall(one.text))))]
    worth += sum(worth for kind, worth in _SIGNS.items() if getattr(signs, kind).search(one.text))
    worth += _NUMERAL if _NUMBER.search(one.text) else 0.0
    worth -= 0.5 if one.quoted else 0.0
    worth -= 1.2 if one.text[:1].islower() or _is_torn(one.text) else 0.0  # words are lost
    worth -= 0.25 if width(one.text) < _SHORT else 0.0
    if width(one.text) > columns:  # it will be cut
        worth -= 0.5 if signs.leading.search(one.text) else 0.2
    return worth


def _place(place: int, said: float) -> float:
    """What it is worth to stand first, second …: less for one that says nothing of the title; far down it costs."""
    return _PLACE[place] * (0.6 + 0.4 * min(1.0, 5 * said)) if place < len(_PLACE) else -0.03 * place


def terms_of(text: str) -> frozenset[str]:
    """What a text is about, roughly: stems of its words, pairs of characters where words are not spaced, numbers."""
    found: set[str] = set()
    for word, _at in words(text):
        found.update(parts_of(word) or (number(word),))
    return frozenset(found)


def _folded(text: str) -> str:
    return _NO_LETTER.sub("", visible(text).casefold())


def _repeats(sentence: str, title: str) -> bool:
    return bool(title) and sentence.startswith(title) and len(sentence) < len(title) * 1.3  # or is the title
