"""A story card: the little of an article that tells which event it is about.

A card keeps terms, names and numbers of the title and the lead, the date, and (where an encoder is at
hand) the vectors of title and lead. Terms are folded and stemmed so lightly that the same rules serve
every language written with spaces; scripts without spaces give character pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from desk import yaml_file
from desk.stories.facts import facts
from desk.stories.meaning import LEAD
from desk.stories.titles import bare_title
from desk.text.simplified import simplify
from desk.text.terms import NUMBER, PAIRED, number, parts_of, weight, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desk.models import Mention

SAYING = 0.25  # weight below which a term says nothing
TICKER = re.compile(r"\((?:[A-Z]{2,8}: ?)?(?=[^)]*[A-Z])[A-Z0-9.]{1,6}\)")  # "(NYSE: XYZ)" only repeats a company
ENDS = re.compile(r"[.!?…:\"“”«»\n|]\s*$")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Card:
    """What is compared. Terms are folded stems; `vector` is float32[d] of length 1."""

    article_id: int
    title: str
    published: datetime | None
    language: str
    outlet: str
    title_terms: frozenset[str]
    lead_terms: frozenset[str]
    title_names: frozenset[str]  # capitalised words of the title
    names: frozenset[str]  # capitalised words of title and lead, and `@ID` of known names
    numbers: frozenset[str]
    facts: frozenset[str] = frozenset()  # how much and when, see desk/stories/facts.py
    subject: str = ""  # the first name of the title, where one leads it
    notice: bool = False  # a routine notice or a roundup, see desk/stories/notices.yaml
    vector: NDArray[np.float32] | None = field(default=None, repr=False)
    encoder: str = ""  # of which encoder, and in which way, `vector` was made

    @property
    def terms(self) -> frozenset[str]:
        """Terms of title and lead together."""
        return self.title_terms | self.lead_terms


def card(
    article_id: int,
    title: str,
    text: str,
    published: datetime | None,
    language: str,
    outlet: str,
    mentions: Iterable[Mention] = (),
    vector: NDArray[np.float32] | None = None,
    encoder: str = "",
) -> Card:
    """The card of an article. Empty title or text are normal; `vector` is that of its `opening`."""
    lead, plain = TICKER.sub("", simplify(text[:LEAD])), bare_title(title)
    head, body = words(plain), words(lead)
    title_names = list(filter(None, _names(plain, head, everywhere=True)))
    known = {"@" + mention.id for mention in mentions}
    return Card(
        article_id=article_id,
        title=title,
        published=published,
        language=language,
        outlet=outlet,
        title_terms=frozenset(filter(None, _terms(head))),
        lead_terms=frozenset(filter(None, _terms(body))),
        title_names=frozenset(title_names),
        names=frozenset(title_names) | frozenset(filter(None, _names(lead, body))) | known,
        numbers=frozenset(number(word) for word, _ in (*head, *body) if word[0].isdigit() and NUMBER.fullmatch(word)),
        facts=facts(plain, lead),
        subject=next((name for name in title_names if weight(name) > 0.4), ""),
        notice=bool(notices().search(title)),
        vector=vector,
        encoder=encoder if vector is not None else "",
    )


@cache
def notices(*groups: str) -> re.Pattern[str]:
    """What a title looks like that tells no event of its own (desk/stories/notices.yaml), of these groups or of all."""
    text = resources.files("desk.stories").joinpath("notices.yaml").read_text("utf-8")
    listed = yaml_file.parse(text, "notices.yaml")
    chosen = (pattern for group in groups or listed for pattern in listed[group])
    return re.compile("|".join(f"(?:{pattern})" for pattern in chosen), re.IGNORECASE)


@lru_cache(maxsize=65536)
def ordered(title: str) -> tuple[str, ...]:
    """The terms and numbers of a title in its order, without those that say nothing."""
    found = (word for word, _ in words(bare_title(title)))
    parts = (term for word in found for term in ((number(word),) if NUMBER.fullmatch(word) else parts_of(word)))
    return tuple(term for term in parts if term and weight(term) > SAYING)


def _terms(found: list[tuple[str, int]]) -> Iterable[str]:
    for word, _ in found:
        yield from parts_of(word)


def _names(text: str, found: list[tuple[str, int]], *, everywhere: bool = False) -> Iterable[str]:
    """Capitalised words; one that opens a sentence counts only in a title, where no case is proof."""
    # Latin words amid Chinese are names however they are written.
    foreign = sum(map(len, PAIRED.findall(text))) * 3 > len(text)
    for word, start in found:
        if foreign:
            named = not NUMBER.fullmatch(word)
        else:
            named = word[0].isupper() and (everywhere or not _opens_sentence(text, start))
        if named:
            yield from (part for part in parts_of(word) if not PAIRED.match(part))


def _opens_sentence(text: str, start: int) -> bool:
    return start == 0 or ENDS.search(text[max(0, start - 3) : start]) is not None
