"""Common words and stems: how common a word is in general (`desk/text/common.txt`), how it is folded."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

STEM = 7  # letters kept of a word


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


@cache
def common() -> dict[str, float]:
    """Stem to weight of the common words in desk/text/common.txt (a line: weight, then words)."""
    weights: dict[str, float] = {}
    for line in resources.files("desk.text").joinpath("common.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        value, *listed = line.split()
        for word in listed:
            weights.setdefault(stem(word), float(value))
    return weights


def rarity(word: str) -> float:
    """0 for a word that everybody uses, 1 for one that is on no list of common words of sixteen languages."""
    return common().get(stem(word), 1.0)
