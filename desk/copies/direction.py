"""Who copied whom: a credit says it, else the seed corpus, else the dates, else the fuller text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from desk.urls import site

if TYPE_CHECKING:
    from datetime import datetime

    from desk.documents.document import Document
    from desk.models import CopyVerdict, SeedFacts

APART = timedelta(hours=1)  # dates closer than that say nothing: clocks and time zones
FULLER = 1.5  # so many times the words, and all of the other text within
WITHIN = 0.8  # coverage from which the shorter text stands whole in the fuller one; a fingerprint's is lower
SHORTEST_NAME = 4  # characters of an outlet's name to look for in a credit
ARTICLES = {
    "the",
    "le",
    "la",
    "les",
    "der",
    "die",
    "das",
    "el",
    "los",
    "il",
    "lo",
    "de",
    "het",
}  # left out


class Credited(Protocol):
    """What a text says of its own source: a document, or what a warehouse keeps of one."""

    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def outlet(self) -> str: ...  # noqa: D102
    @property
    def canonical_url(self) -> str | None: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102


def directed(verdict: CopyVerdict, new: Document, known: Document) -> CopyVerdict:
    """The verdict with its direction: `newcomer_is_copy`, and why in words. A none stays as it is."""
    if verdict.kind == "none":
        return verdict
    said = (
        _credited(new, known.url, known.outlet)
        or _turned(_credited(known, new.url, new.outlet), new)
        or _dated(new.published, known.published)
        or _fuller(verdict, new.words.count, known.words.count)
        or (verdict.newcomer_is_copy, _by_default(verdict))
    )
    return replace(verdict, newcomer_is_copy=said[0], direction_why=said[1])


def directed_to_seed(verdict: CopyVerdict, new: Document, facts: SeedFacts, seed_words: int) -> CopyVerdict:
    """The same for a seed, which is the original unless the newcomer holds it whole and much more besides."""
    if verdict.kind == "none":
        return verdict
    credited = _credited(new, facts.url, facts.outlet)
    fuller = _fuller(verdict, new.words.count, seed_words, within=0.7) if verdict.kind != "translation" else None
    said = credited or (fuller if fuller and not fuller[0] else None) or (True, "the other text is in the seed corpus")
    return replace(verdict, newcomer_is_copy=said[0], direction_why=said[1])


def _credited(doc: Document, url: str, outlet: str) -> tuple[bool, str] | None:
    """A text that names its source is a copy: another host as its original address, or a credit line."""
    said = credit(doc, url, outlet)
    return (True, said[0]) if said else None


def credit(text: Credited, url: str, outlet: str) -> tuple[str, bool] | None:
    """Whom the text says it comes from, in words, and whether that is the outlet at `url`; None if it says nothing."""
    if not text.canonical_url and not text.source:
        return None
    own = site(text.url) if text.url else ""
    canonical = site(text.canonical_url) if text.canonical_url else ""
    if canonical and own and canonical != own:
        return f"its page gives {canonical} as the original address", bool(url) and site(url) == canonical
    source = (text.source or "").casefold()
    if not source or (own and own in source) or _names(source, text.outlet):
        return None
    named = bool(url and site(url) in source) or _names(source, outlet)
    return f"it names its source, {text.source}" + ("" if named else ", another outlet"), named


@lru_cache(8_192)  # outlets credit the same few others again and again
def _names(source: str, outlet: str) -> bool:
    """Whether a credit (folded) names the outlet, however its name is spaced, with its article or without."""
    if len(outlet) < SHORTEST_NAME:
        return False
    first, _, rest = outlet.casefold().partition(" ")
    bare = first in ARTICLES and len(rest) >= SHORTEST_NAME and re.search(rf"(?<!\w){re.escape(rest)}(?!\w)", source)
    return bool(bare) or _letters(outlet) in _letters(source)


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum()) or name.casefold()


def _turned(said: tuple[bool, str] | None, new: Document) -> tuple[bool, str] | None:
    """What the known text says of itself, from the newcomer's side; counts only if it names the newcomer."""
    if said is None or not new.url or site(new.url) not in said[1]:
        return None
    return False, f"the other text: {said[1]}"


def _dated(new: datetime | None, known: datetime | None) -> tuple[bool, str] | None:
    if new is None or known is None or (new.tzinfo is None) != (known.tzinfo is None) or abs(new - known) < APART:
        return None
    if new.date() == known.date() and any(when.hour == when.minute == 0 for when in (new, known)):
        return None  # a date without a time cannot be put in order within its day
    earlier = "the other text" if known < new else "this text"
    first, second = (f"{when:%Y-%m-%d %H:%M}" for when in sorted((new, known)))
    return known < new, f"{earlier} is the earlier one, {first} before {second}"


def _fuller(verdict: CopyVerdict, new: int, known: int, within: float = WITHIN) -> tuple[bool, str] | None:
    if new >= FULLER * known and verdict.coverage_b >= within:
        return False, f"this text holds the other whole and has {new} words to its {known}"
    if known >= FULLER * new and verdict.coverage_a >= within:
        return True, f"the other text holds this one whole and has {known} words to its {new}"
    return None


def _by_default(verdict: CopyVerdict) -> str:
    if verdict.kind == "rewrite" and not verdict.newcomer_is_copy:
        return "the other text has no quotations of its own"
    return "the other text was known first"
