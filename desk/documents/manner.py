"""How a text is written: whether in the manner of a language model, how much it attributes, which days it names.

Language models write words that reporters seldom do (Liang et al. 2024, Kobak et al. 2025), more abstract nouns and
more clauses that trail off in a participle (Reinhart et al. 2025); told to be lively they exclaim, which a reporter
leaves to those he quotes. Who rewrites has nobody to attribute anything to and leaves the days out. Only English is
read: nothing is said of other languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.documents.content import said
from desk.text.common_words import stem

_PLAINEST = "the of and to in a is was for that"
_PLAIN = frozenset(_PLAINEST.split())
ENGLISH = 0.125  # of the words of any English text are among the plainest
UNSEEN = 100  # words without any of it, added to every text: a few words prove little
SHORTEST_NOUN = 6  # letters of an abstract noun
_POLISHED = (
    "delve testament tapestry underscore highlight showcase pivotal crucial crucially intricate intricacy meticulous"
    " meticulously commendable vibrant foster bolster unwavering steadfast resilience resilient stark poignant beacon"
    " realm landscape navigate multifaceted comprehensive robust seamless seamlessly leverage embark endeavor endeavour"
    " captivate remarkable remarkably transformative groundbreaking amidst amid furthermore moreover notably ensuring"
    " emphasize emphasise ignite spark fuel profound profoundly enduring solidify formidable echo resonate nuanced"
    " paramount imperative invaluable thriving harrowing shrouded potentially significant significantly notable"
    " essential insight journey unveil unprecedented unparalleled esteemed renowned dedication"
    " commitment tirelessly ultimately additionally consequently nevertheless nonetheless thereby strive facilitate"
    " enhance pursuit tumultuous bustling whirlwind heartfelt palpable sheer relentless"
    " relentlessly looming lingering ongoing overarching encompass embody embrace exemplify culminate garner reshape"
    " elevate empower fierce fiercely trailblazing myriad plethora intriguing compelling"
    " stunning shocking alarming concerning swift swiftly undeterred undaunted poised gripping daunting vital"
    " catalyst cornerstone hallmark reminder backdrop narrative legacy heightened escalating mounting burgeoning"
    " grapple spearhead tragic tragically devastating utmost"
)
_POLISH = frozenset(stem(word) for word in _POLISHED.split())
_ATTRIBUTED = "said says say saying told tells according reported reports announced statement asked added"
_SAID = frozenset(_ATTRIBUTED.split())
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence)s?$")
_TRAILING = re.compile(r",\s+(?:[a-z]+ly\s+|while\s+)?[a-z]+ing\b")
_EXCLAIMED = re.compile("[!\U0001f300-\U0001faff]")  # and small pictures
_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|yesterday|today|tonight|tomorrow|morning|afternoon|evening)\b"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """Rates in a hundred words: `polish` of words that language models are fond of, `nouns` of abstract nouns,
    `clauses` that trail off, `attributions`; `days`: weekdays, months and times of day that are named; `read`: whether
    the text is English, else all is 0.
    """

    polish: float = 0.0
    nouns: float = 0.0
    clauses: float = 0.0
    attributions: float = 0.0
    exclamations: float = 0.0
    days: frozenset[str] = frozenset()
    read: bool = False


def manner(text: str) -> Manner:
    """The manner of a text."""
    words = [word.lower() for word in _WORD.findall(text)]
    if sum(word in _PLAIN for word in words) < ENGLISH * max(1, len(words)):
        return Manner()
    hundreds = (len(words) + UNSEEN) / 100
    return Manner(
        polish=sum(stem(word) in _POLISH for word in words) / hundreds,
        nouns=sum(len(word) >= SHORTEST_NOUN and _ABSTRACT.search(word) is not None for word in words) / hundreds,
        clauses=len(_TRAILING.findall(text)) / hundreds,
        attributions=sum(word in _SAID for word in words) / hundreds,
        exclamations=len(_EXCLAIMED.findall(_narration(text))) / hundreds,
        days=frozenset(_DAY.findall(text)),
        read=True,
    )


def _narration(text: str) -> str:
    """What stands outside quotations."""
    parts, last = [], 0
    for start, end in said(text):
        parts.append(text[last:start])
        last = end
    return " ".join((*parts, text[last:]))
