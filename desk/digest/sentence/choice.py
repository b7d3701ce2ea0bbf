"""The one sentence of an article that says what happened: taken from its beginning word for word, never made up.

An extractive choice in the manner of lead-based summarising (Luhn 1958; Edmundson 1969: cue words, title words, place):
what is about the page, its author or its reader (rules.yaml) is passed over; of the rest, and of the standfirst as a
whole, the one is taken that is worth most (worth.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from desk.digest.phrasing import cut, width
from desk.digest.sentence.bare import SHORTEST, bare
from desk.digest.sentence.rules import rules
from desk.digest.sentence.worth import STOP, Article, Candidate, best_of, opens_a_report, terms_of
from desk.text.sanitise import visible
from desk.text.segmentation import Sentence, sentences

SENTENCE = 320  # display columns; a Chinese character takes two
_LOOKED_AT = 16  # sentences that may be told, from the beginning
_STANDFIRST, _ON_IT = 90, 0.2  # columns of a first line without a full stop; share of the title that it says
_LITTLE = 1 / 3  # of the title; where no sentence says more, the standfirst may
_THIN = 70  # columns; as short a first sentence is told with the rest of its standfirst
_TOGETHER, _AS_SHORT = 3, 240  # sentences and columns of a whole standfirst at the most
# Worth at the least; what is worth less is a scene or a phrase, and better left out: more under a title of an essay or
# a guide, and far down; less where the text is a sentence or two, which outlets write to stand by the title, and least
# where that tells a day or a deed.
_LEAST, _EXPLAINED, _FAR_DOWN, _SUMMARY, _SUMMED_UP = 4.8, 1.6, 1.0, -1.0, -4.0
# More where the text begins in the middle of a sentence (what it is about stood before), and of what was so before.
_BEGUN, _BEFORE = 1.5, 0.8
_FAR, _SHORT_TEXT = 7, 500
_PLACE = re.compile(r"^(?:[A-ZÄÖÜ][\w'’/-]+ ?){1,3}\.\s+")  # where it was written: Berlin. New Harbour.
_TORN = re.compile(r"\s*[a-zß-ÿа-я]+[ ,.]")
_POINT = re.compile(r"\s*[-–•*▪●]\s")
_NO_LETTER = re.compile(r"[\W_]+")
# Where a sentence was ended too early: by the mark of a quoted title, or by a short form.
_GOES_ON = re.compile(r"[”’»\"] ?[a-zß-ÿа-я]")
_SHORT_FORM = re.compile(
    r"(?:\b(?:Maj|Brig|Adm|Cmdr|Supt|Det|Atty|Sens|Reps|Gens|Msgr|Calif|Wis|Mass|Conn|Pa|Va|Tenn|Wash|Ariz|Colo|Ill|Fla"
    r"|Mrd|Mio|Tsd|Std|tzw|ws|ul|im|zł|mld|mln|млрд|млн|тыс|руб|им|ул)|\b[A-Z]\.[A-Z])\.$"
)
_QUOTED_ASKING = re.compile(r"[?!][\"”’»]+$")
_WONDERS = re.compile(  # a heading, where no full stop follows
    r"[\"“'„«]*(?:why|how|what|who|when|where|wie|warum|was|wer|pourquoi|comment|cómo|por qué)\b", re.IGNORECASE
)
_ASKED = re.compile(r"[?？؟]")
_ASKS = re.compile(r"[?？؟…:：][\"'”’»」』）)\]]*$|\.\.\.$")


def one_sentence(opening: str, title: str, language: str, columns: int = SENTENCE) -> str:
    """The sentence of an article's beginning that says best what happened, at most `columns` wide; "" if none does.

    Where that says little of the title, it may be the article's whole standfirst: a first paragraph of two or three
    sentences, as short as one.
    """
    title = visible(title)
    known = _folded(title)
    told = list(islice(_told(opening, title, known, language), _LOOKED_AT))
    if not told:
        return ""
    article = Article.of(title, [one.terms for one in told], language)
    first, told = told[0], [one for one in told if not article.repeated(one.terms)]
    if not told:
        return ""
    ends = [one for one in told if STOP.search(one.text) or _sums_up(one, article)] or told
    worth, best = best_of(ends, article, columns)
    if article.said(best.terms) < _LITTLE or first not in told or (best is first and width(best.text) < _THIN):
        worth, best = best_of([best, *_standfirst(opening, title, language, first, columns)], article, columns)
    if worth >= _least(best, title, len(told), opening):
        return cut(best.text, columns)
    return first.text if first in told and opens_a_report(first) and width(first.text) <= columns else ""


def _least(best: Candidate, title: str, count: int, opening: str) -> float:
    """The worth from which on a sentence is told."""
    if count <= _TOGETHER and len(opening) < _SHORT_TEXT:
        tells = rules().news.search(best.text) or rules().day.fits(best.text)
        before = any(rule.fits(best.text) for rule in (rules().background, rules().past, rules().unnamed))
        return _LEAST + (_SUMMED_UP if tells and not before else _SUMMARY)
    explained, begun = rules().explaining.fits(title), _TORN.match(opening) is not None
    before = any(rule.fits(best.text) for rule in (rules().background, rules().past, rules().defining))
    return _LEAST + _EXPLAINED * explained + _FAR_DOWN * (best.place > _FAR) + _BEGUN * begun + _BEFORE * before


def _told(opening: str, title: str, known: str, language: str) -> Iterator[Candidate]:
    """What may be told, in order."""
    place, top = 0, ""
    for one in _whole(opening, language):
        text = bare(one.text, title)
        if not _may_be_told(text, known):
            continue
        before, paragraph = opening[: one.start].rpartition("\n")[2], _paragraph(opening, one.start)
        top = top or paragraph
        listed = _POINT.match(before + one.text) is not None
        yield Candidate(
            text,
            place,
            _is_quoted(one),
            terms_of(text),
            not _PLACE.sub("", before).strip(" -–•*"),
            paragraph == top,
            listed,
        )
        place += 1


def _paragraph(opening: str, at: int) -> str:
    """The line that holds this place."""
    end = opening.find("\n", at)
    return opening[opening.rfind("\n", 0, at) + 1 : None if end < 0 else end]


def _standfirst(opening: str, title: str, language: str, first: Candidate, columns: int) -> list[Candidate]:
    """The paragraph of the first sentence as a whole where it is one of few and as short, and an article follows."""
    at = opening.find(first.text)
    paragraph = _PLACE.sub("", _paragraph(opening, at).strip(), count=1) if at >= 0 and first.place == 0 else ""
    if not SHORTEST < width(paragraph) <= min(columns, _AS_SHORT) or not opening[at:].partition("\n")[2].strip():
        return []
    if _TORN.match(paragraph) or _ASKED.search(paragraph) or rules().furniture.fits(paragraph):
        return []
    together = list(_whole(paragraph, language))
    if not 2 <= len(together) <= _TOGETHER or any(rules().furniture.fits(one.text) for one in together):
        return []
    text = bare(paragraph, title)
    return [Candidate(text, 0, False, terms_of(text), True, True, standfirst=True)]


def _whole(opening: str, language: str) -> Iterator[Sentence]:
    """The sentences; what a quoted title or a short form ended too early is made whole."""
    last: Sentence | None = None
    for one in sentences(opening, language):
        if last is not None and _was_cut(opening, last, one):
            last = Sentence(last.start, one.end, opening[last.start : one.end], last.quoted)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


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
        and not rules().furniture.fits(text)
    )


def _asks(text: str) -> bool:
    """Whether it asks, or leaves what it says to the next one; a question quoted at the end of a statement does not."""
    if _WONDERS.match(text) and not STOP.search(text):
        return True
    if not _ASKS.search(text):
        return False
    spoken = max(text.rfind(mark) for mark in "“„«「")
    return not (text[-1] in "”“»」" and width(text[: max(0, spoken)]) > 140)


def _sums_up(one: Candidate, article: Article) -> bool:
    """Whether it is a standfirst, which outlets write without a full stop: the first line, long, and on the title."""
    return one.place == 0 and width(one.text) >= _STANDFIRST and article.said(one.terms) >= _ON_IT


def _is_quoted(found: Sentence) -> bool:
    return found.quoted or found.text[:1] in '"“„«「'


def _folded(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _repeats(sentence: str, title: str) -> bool:
    return bool(title) and sentence.startswith(title) and len(sentence) < len(title) * 1.3  # or is the title
