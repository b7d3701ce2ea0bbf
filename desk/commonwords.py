"""How common words are in general: `desk/common.txt`, made by benchmarks/common_words.py."""

from __future__ import annotations

from desk.storycards import common, stem


def rarity(word: str) -> float:
    """0 for a word that everybody uses, 1 for one that is on no list of common words of sixteen languages."""
    return common().get(stem(word), 1.0)
