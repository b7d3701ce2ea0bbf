"""One page under several addresses: a print view, a parameter, a changed slug or subdomain, all of one outlet.

An outlet's page is neither a second article nor a copy of itself. What names the other address (a feed's guid, the
page's canonical link, an equal title) is only believed where the texts confirm it: sites give one guid to all entries,
or name the front page as every page's canonical address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from desk.documents.sketch import FIVE, shingles
from desk.text.segmentation import tokens, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

LEAST = 40  # words from which equal texts are one page: two pages may hold the same notice
CONFIRMS = 0.5  # share of the shorter text's five-word runs that confirms a guid or a canonical address
REPEATS = 0.9  # share of either text's that makes two pages with one title one page
LONGEST_WALL = 6_000  # characters: whatever shows more of one text is an article
FEWEST = 12  # five-word runs without which shares say nothing: then only an equal title and text do


@dataclass(frozen=True, slots=True, eq=False)
class PageText:
    """Title and text of a page as compared. `runs` uint64[n]: its distinct five-word runs, sorted."""

    title: tuple[str, ...]
    digest: int  # hash of all its words: equal for equal texts, whatever their spaces, quotes and case
    length: int  # words
    runs: NDArray[np.uint64]


def page_text(title: str, text: str) -> PageText:
    """What is compared of a page."""
    folded, read = tokens(text), words(text)
    runs = np.unique(shingles(read.hashes, read.single, FIVE))
    return PageText(tuple(tokens(title)), digest(folded), len(folded), runs)


def digest(folded: list[str]) -> int:
    """The hash of a text's folded words, 64 bits."""
    return xxhash.xxh3_64_intdigest(" ".join(folded).encode("utf-8", "surrogatepass"))


def same_page(new: PageText, known: PageText, *, guid: bool = False, canonical: bool = False) -> str:
    """Why two pages of one outlet are one, in words; "" where they are two."""
    titled = bool(new.title) and new.title == known.title
    if new.digest == known.digest and (new.length >= LEAST or titled or canonical or guid):
        return "the same text"
    less, more = _shares(new, known)
    if canonical and more >= CONFIRMS:
        return "it names the other as its own address, and their texts agree"
    if guid and more >= CONFIRMS:
        return "its feed gives both one guid, and their texts agree"
    return "the same title and nearly the same text" if titled and less >= REPEATS else ""


def is_wall(text: str, names: Iterable[str], titles: Iterable[str] = ()) -> bool:
    """Whether pages of one outlet that all show this text are a wall, which stands in the place of each.

    names: what each of them is called, by its feed or by itself; titles: what else they are called. A wall speaks of
    none of them; an article that was printed again, under a new title or corrected, speaks of one.
    """
    called = {tuple(tokens(name)): name for name in names if name}
    if len(called) < 2 or len(text) > LONGEST_WALL:
        return False
    said = frozenset(tokens(text))
    return not any(_speaks_of(said, title) for title in (*called.values(), *titles))


def _speaks_of(said: frozenset[str], title: str) -> bool:
    """Whether a text's words hold half of a title's."""
    own = {word for word in tokens(title) if len(word) >= 3 or not word.isascii()}
    return bool(own) and len(own & said) >= 0.5 * len(own)


def _shares(new: PageText, known: PageText) -> tuple[float, float]:
    """The share of each text's runs that the other holds, the lesser first; 0, 0 where there are too few."""
    if min(len(new.runs), len(known.runs)) < FEWEST:
        return 0.0, 0.0
    shared = len(np.intersect1d(new.runs, known.runs, assume_unique=True))
    first, second = sorted((shared / len(new.runs), shared / len(known.runs)))
    return first, second
