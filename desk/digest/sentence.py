"""The one sentence of an article that says what happened: taken from its beginning word for word, never made up.

An extractive choice in the manner of lead-based summarising (Luhn 1958; Edmundson 1969: cue words, title words, place):
what is about the page, its author or its reader (sentence_rules.yaml) is passed over; of the rest the one that shares
most with the title, stands near the top, holds a number or a word of news, and can be understood alone is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from desk.digest.phrasing import cut, stands_alone, width
from desk.digest.sentence_rules import rules
from desk.text.sanitise import visible
from desk.text.segmentation import Sentence, sentences

SENTENCE = 240  # display columns; a Chinese character takes two
_SHORTEST = 40  # columns; less is a byline, a dateline or a cross heading
_LOOKED_AT = 12  # sentences that may be told, from the beginning
_WORD = re.compile(r"[^\W_]{4,}")
_NAME = re.compile(r"\b(?:[A-ZÄÖÜ]{2,3}|\d{2,}(?:[.,]\d+)*)\b")  # short ones: AI, EU, numbers
_STEM = 6  # letters by which two forms of one word are taken for the same
_NUMBER = re.compile(r"\d")
_END = re.compile(r"[.!。！．।۔][\"'”’»」』）)\]]*$")
_ASKS = re.compile(r"[?？؟…:：][\"'”’»」』）)\]]*$|\.\.\.$")

_STRAY = re.compile(r"^[\"'”’»」』）)\].,;:–—-]+\s*|^[•·*▪►]+\s*")
# A picture's credit or an agency's mark that extraction left in front of the first sentence.
_GLUED = re.compile(
    r"^(?:[^\W\d_][\w.'’-]+ ){1,2}(?:[^\W\d_][\w.'’-]+ ?)?/ ?[A-Za-z][\w ]{1,24}?"  # Ada Lens/AGENCY
    r"(?: via [A-Z]\w+| \| [A-Z]\w+)? (?=[A-Z])"
    r"|^\((?:AP|AFP|Reuters|dpa)\)\s*[-–—]\s*"
    # a dateline: OSLO, April 25 (Reuters) -; OSLO —; Berlin (dpa) –; 新华社北京4月25日电
    r"|^[^\W\d_][^()\n.!?]{1,40}\((?:AP|AFP|Reuters|dpa|EFE|ANSA|Xinhua)(?:[^()]{0,20})\)\s*[-–—:]\s*"
    r"|^(?:[A-Z][A-Z.'’]{2,}(?:[ /-][A-Z.'’]{2,}){0,3})(?:, [A-Z][\w. ]{1,20})?\s[–—]\s(?=[\"“A-Z])"
    r"|^[（(]?(?:新华社|中新社|中新网|人民网)[^，。,\s]{0,20}电[）)]?[\s:：]*"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    place: int
    quoted: bool
    glued: bool


def one_sentence(opening: str, title: str, language: str, columns: int = SENTENCE) -> str:
    """The sentence of an article's beginning that says best what happened, at most `columns` wide; "" if none does."""
    known = _folded(title)
    said = ((_bare(visible(found.text)), _is_quoted(found)) for found in sentences(opening, language))
    told = islice(((text, quoted) for text, quoted in said if _may_be_told(text, known)), _LOOKED_AT)
    looked_at = [_Candidate(text, place, quoted, _holds(text, known)) for place, (text, quoted) in enumerate(told)]
    if not looked_at:
        return ""
    ends = [one for one in looked_at if _END.search(one.text)] or looked_at
    subject = subject_of(title)
    return cut(max(ends, key=lambda one: (_worth(one, subject, columns), -one.place)).text, columns)


def _bare(text: str) -> str:
    """The sentence without what stands before it and is none of it: a bullet, the end of a quotation, a credit."""
    return _GLUED.sub("", _STRAY.sub("", text))


def _may_be_told(text: str, title: str) -> bool:
    return (
        width(text) >= _SHORTEST
        and not _repeats(_folded(text), title)
        and not _ASKS.search(text)
        and not rules().furniture.search(text)
    )


def _holds(sentence: str, title: str) -> bool:
    """Whether the whole title stands in it: title, standfirst and sentence were glued together."""
    return len(title) > 12 and title in _folded(sentence)


def _is_torn(text: str) -> bool:
    """Whether a quotation begins before the sentence or ends after it."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("「") != text.count("」")


def _is_quoted(found: Sentence) -> bool:
    return found.quoted or found.text[:1] in '"“„«「'


def _worth(one: _Candidate, subject: set[str], columns: int) -> float:
    """How well a sentence says what happened; the signs are Edmundson's, the weights set by reading."""
    shared = len(subject & subject_of(one.text)) / max(1, min(len(subject), 8))
    signs = rules()
    worth = 2.0 * min(1.0, shared) - 0.1 * one.place
    worth += 0.15 if _NUMBER.search(one.text) else 0.0
    worth += 0.2 if signs.news.search(one.text) else 0.0
    worth -= 0.5 if signs.dangling.search(one.text) else 0.0
    worth -= 0.5 if signs.personal.search(one.text) else 0.0
    worth -= 0.5 if signs.background.search(one.text) else 0.0
    worth -= 0.4 if one.quoted else 0.0
    worth -= 0.6 if one.text[:1].islower() else 0.0  # the first words are lost
    worth -= 0.5 if _is_torn(one.text) else 0.0
    worth -= 1.5 if one.glued else 0.0
    worth -= 0.2 if width(one.text) > columns else 0.0
    return worth


def subject_of(text: str) -> set[str]:
    """What a text is about, roughly: its longer words by their beginnings, names and numbers, and pairs of characters
    where words are not spaced.
    """
    found = {word.casefold()[:_STEM] for word in _WORD.findall(text)}
    found |= {word.casefold() for word in _NAME.findall(text)}
    return found | {
        text[at : at + 2] for at in range(len(text) - 1) if stands_alone(text[at]) and text[at + 1].isalnum()
    }


def _folded(text: str) -> str:
    return "".join(char for char in visible(text).casefold() if char.isalnum())


def _repeats(sentence: str, title: str) -> bool:
    return bool(title) and sentence.startswith(title) and len(sentence) < len(title) * 1.3  # or is the title
