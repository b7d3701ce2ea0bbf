"""Common words and stems: how common a word is in general (`desk/text/common.txt`), how it is folded."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STEM = 7  # letters kept of a word


def fold(word: str) -> str:
    """Lower case without accents or possessive, NFKC."""
    plain = word.casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
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


@cache
def common() -> dict[str, float]:
    """Stem to weight of the common words in desk/text/common.txt (a line: weight, then words)."""
    weights: dict[str, float] = {}
    for word, value in _listed("common.txt"):
        weights.setdefault(stem(word), value)
    return weights


@cache
def pairs() -> dict[str, float]:
    """Weights of characters and pairs of characters of scripts without spaces, in desk/text/pairs.txt."""
    return dict(_listed("pairs.txt"))


def _listed(file: str) -> Iterator[tuple[str, float]]:
    for line in resources.files("desk.text").joinpath(file).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            value, *listed = line.split()
            yield from ((word, float(value)) for word in listed)


@lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """0 for a word that everybody uses, 1 for one that is on no list of common words of sixteen languages."""
    return common().get(stem(word), 1.0)
