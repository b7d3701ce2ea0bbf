"""A story card: the little of an article that tells which event it is about.

A card keeps terms, names and numbers of the title and the lead, the date, and (where an encoder is at
hand) the vectors of title and lead. Terms are folded and stemmed so lightly that the same rules serve
every language written with spaces; scripts without spaces give character pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from desk.stories.titles import bare_title
from desk.text.scripts import HANGUL, UNSPACED
from desk.text.segmentation import simplify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desk.models import Mention

LEAD = 1200  # characters of text that count as the lead
ENCODED = 400  # characters of text that the vector is of, besides the title
STEM = 7  # letters kept of a word
SAYING = 0.25  # weight below which a term says nothing
UNLISTED = 1.0  # weight of a word that is on no list of common words
WORD = re.compile(  # AT&T, H100 and 777X are one word each; a number has no letter in it
    r"[^\W\d_]++(?:['’&][^\W\d_]++)*+(?!\d)|(?<![^\W_])(?:[A-Za-z]{1,4}\d{1,4}[a-z]?|\d{1,4}[ACDEGHIPSVX])(?![^\W_])"
    r"|[^\W\d_]+(?:['’&][^\W\d_]+)*|\d+(?:[.,]\d+)*"
)
NUMBER = re.compile(r"\d[\d.,]*")
PERIOD = re.compile(r"[qh][1-4]|fy\d+")  # a quarter or half: shared by whoever reports that week
PAIRED = re.compile(f"[{UNSPACED}{HANGUL}]+")  # no spaces, or particles
TICKER = re.compile(r"\((?:[A-Z]{2,8}: ?)?(?=[^)]*[A-Z])[A-Z0-9.]{1,6}\)")  # "(NYSE: XYZ)" only repeats a company
ENDS = re.compile(r"[.!?…:\"“”«»\n|]\s*$")


@dataclass(frozen=True, slots=True, eq=False)
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
    subject: str = ""  # the first name of the title, where one leads it
    notice: bool = False  # a routine notice or a roundup, see desk/stories/notices.yaml
    vector: NDArray[np.float32] | None = field(default=None, repr=False)
    encoder: str = ""  # name of the encoder that made `vector`

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
    """The card of an article. Empty title or text are normal; `vector` is of `card_text`."""
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
        numbers=frozenset(_number(word) for word, _ in (*head, *body) if word[0].isdigit() and NUMBER.fullmatch(word)),
        subject=next((name for name in title_names if weight(name) > 0.4), ""),
        notice=bool(notices().search(title)),
        vector=vector,
        encoder=encoder if vector is not None else "",
    )


def card_text(title: str, text: str) -> str:
    """What a card's vector is of: the title and the first sentences; "" if there is neither."""
    return ". ".join(part for part in (title.strip(), " ".join(text[:ENCODED].split())) if part)


def words(text: str) -> list[tuple[str, int]]:
    """Words and numbers with their start offset; a run of a script without spaces is one word."""
    return [(found.group(), found.start()) for found in WORD.finditer(text)]


def fold(word: str) -> str:
    """Lower case without accents or possessive, NFKC."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.replace("’", "'").removesuffix("'s").replace("'", "")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its commonest endings, at most STEM letters of it."""
    word = fold(word)
    if len(word) > 4:
        for ending in ("ing", "ies", "ed", "es", "s"):
            if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
    if len(word) > 3:
        word = word.rstrip("ey")
    return word[:STEM]


@lru_cache(maxsize=65536)
def weight(term: str) -> float:
    """How much sharing the term says, 0 (the, of) to 1 (rare): general frequency, not that of the store."""
    if term.startswith("@"):
        return 0.9
    if PERIOD.fullmatch(term):
        return 0.4
    if NUMBER.fullmatch(term):
        return 0.2 if len(term) == 1 or re.fullmatch(r"(?:19|20)\d\d", term) else 0.5 if len(term) == 2 else 0.9
    if PAIRED.match(term):
        return 0.6
    return common().get(term, UNLISTED)


@cache
def common() -> dict[str, float]:
    """Stem to weight of the common words in desk/stories/common.txt (a line: weight, then words)."""
    weights: dict[str, float] = {}
    for line in resources.files("desk.stories").joinpath("common.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        value, *listed = line.split()
        for word in listed:
            weights.setdefault(stem(word), float(value))
    return weights


@cache
def notices() -> re.Pattern[str]:
    """What a title looks like that tells no event of its own (desk/stories/notices.yaml)."""
    listed = yaml.safe_load(resources.files("desk.stories").joinpath("notices.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for group in listed.values() for pattern in group), re.IGNORECASE)


@lru_cache(maxsize=65536)
def ordered(title: str) -> tuple[str, ...]:
    """The terms and numbers of a title in its order, without those that say nothing."""
    found = (word for word, _ in words(bare_title(title)))
    parts = (term for word in found for term in ((_number(word),) if NUMBER.fullmatch(word) else _parts(word)))
    return tuple(term for term in parts if term and weight(term) > SAYING)


def _terms(found: list[tuple[str, int]]) -> Iterable[str]:
    for word, _ in found:
        yield from _parts(word)


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[str, ...]:
    """The terms of a word: its stem, or character pairs; where scripts touch (在DeepSeek上), each by itself."""
    if NUMBER.fullmatch(word):
        return ()
    parts: list[str] = []
    last = 0
    for run in PAIRED.finditer(word):
        parts += [stem(word[last : run.start()])] if run.start() > last else []
        parts += (word[i : i + 2] for i in range(run.start(), max(run.start() + 1, run.end() - 1)))
        last = run.end()
    return (*parts, stem(word[last:])) if last < len(word) else tuple(parts)


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
            yield from (part for part in _parts(word) if not PAIRED.match(part))


def _opens_sentence(text: str, start: int) -> bool:
    return start == 0 or ENDS.search(text[max(0, start - 3) : start]) is not None


def _number(word: str) -> str:
    """1,500 and 1500 are one number; 2.5 and 2,5 as well."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", word):
        return re.sub(r"[.,]", "", word)
    return word.replace(",", ".").rstrip(".")
